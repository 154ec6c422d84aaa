namespace DistLab.Time;

/// <summary>When a time server reads its clock for an answer. It takes some time to serve a request, and so the two differ.</summary>
public enum ServerStamp : byte
{
    /// <summary>As it sends the answer.</summary>
    OnSending,

    /// <summary>As it receives the request.</summary>
    OnReceipt,
}
