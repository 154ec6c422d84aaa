namespace DistLab.Availability;

/// <summary>What a server, or the hub in its place, says to a request.</summary>
public enum ReplyKind : byte
{
    /// <summary>It is done.</summary>
    Done,

    /// <summary>It was refused, and nothing was begun: it may be sent again, whatever it asks for.</summary>
    Refused,

    /// <summary>The connection broke off: it may have been done, or not.</summary>
    Broken,
}
