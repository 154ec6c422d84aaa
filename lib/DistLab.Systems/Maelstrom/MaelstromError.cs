namespace DistLab.Systems.Maelstrom;

/// <summary>A request cannot be served; the code is one of those that Maelstrom defines.</summary>
internal sealed class MaelstromError(int code, string text) : Exception(text)
{
    /// <summary>The operation is not supported by this node.</summary>
    public const int NotSupported = 10;

    /// <summary>The operation cannot be performed at this time.</summary>
    public const int TemporarilyUnavailable = 11;

    /// <summary>The request is not what the workload's requests look like.</summary>
    public const int MalformedRequest = 12;

    /// <summary>There is no such key.</summary>
    public const int KeyDoesNotExist = 20;

    /// <summary>The value is not what the request expected.</summary>
    public const int PreconditionFailed = 22;

    public int Code { get; } = code;
}
