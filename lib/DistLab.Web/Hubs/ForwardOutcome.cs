namespace DistLab.Web;

/// <summary>How an attempt to have a server answer a request ended.</summary>
internal enum ForwardOutcome
{
    /// <summary>The client has the server's answer.</summary>
    Answered,

    /// <summary>The server could not be reached: nothing of the request left the hub.</summary>
    NotSent,

    /// <summary>The connection broke, or the answer was no HTTP, before anything went to the client. Whether the server did what was asked is unknown.</summary>
    Broken,

    /// <summary>The server was silent for too long. Whether it did what was asked is unknown.</summary>
    TimedOut,

    /// <summary>The answer broke off after its beginning had gone to the client.</summary>
    BrokenOff,

    /// <summary>The client is gone, or broke its request off.</summary>
    ClientGone,

    /// <summary>The request itself is not one that can be passed on.</summary>
    Refused,
}
