using DistLab.Protocols;

namespace DistLab.Models;

/// <summary>What a node of a <see cref="ContentService"/> remembers: as a client, as a server, or, with peers, as both.</summary>
public sealed record ContentState
{
    /// <summary>As a client: how many requests its user has made.</summary>
    public int Wanted { get; init; }

    /// <summary>As a client: the requests that have no answer yet.</summary>
    public ValueList<ContentRequest> Open { get; init; } = [];

    /// <summary>As a server: who waits, first come first; the first is being served.</summary>
    public ValueList<ContentJob> Queue { get; init; } = [];

    /// <summary>As a server: how many requests it has served.</summary>
    public int Served { get; init; }

    /// <summary>As a proxy: the items that it keeps, the one used last at the end.</summary>
    public ValueList<int> Cache { get; init; } = [];

    /// <summary>As a proxy: for whom it has asked the server, by its own number of the question.</summary>
    public ValueMap<int, ContentJob> Forwarded { get; init; } = ValueMap<int, ContentJob>.Empty;

    /// <summary>As a proxy: how many questions it has asked.</summary>
    public int Questions { get; init; }
}
