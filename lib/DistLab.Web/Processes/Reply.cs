namespace DistLab.Web;

/// <summary>What a process replies.</summary>
internal abstract record Reply
{
    /// <summary>It is done.</summary>
    public sealed record Done : Reply;

    /// <summary>It cannot be done.</summary>
    public sealed record Failed(string Reason) : Reply;

    /// <summary>The hub or server can be called there.</summary>
    public sealed record Listening(string Address) : Reply;

    /// <summary>What the hub has done.</summary>
    public sealed record Status(HubStatus Value) : Reply;

    /// <summary>Device: from now on requests are sent; in nanoseconds since the site's start.</summary>
    public sealed record Began(long At) : Reply;

    /// <summary>What became of some requests; more replies follow, the last of them <see cref="Done"/>.</summary>
    public sealed record Requests(SentRequest[] Some) : Reply;
}
