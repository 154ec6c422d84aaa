using DistLab.Protocols;

namespace DistLab.Consensus;

/// <summary>What a process of <see cref="FloodSet"/> remembers.</summary>
public sealed record FloodState
{
    /// <summary>Its own value.</summary>
    public int Input { get; init; }

    /// <summary>The round that it is in, from 1.</summary>
    public int Round { get; init; }

    /// <summary>All values that it has seen, in order.</summary>
    public ValueList<int> Seen { get; init; } = [];

    /// <summary>What has come and belongs to a round that is not over, by round and sender.</summary>
    public ValueList<FloodReceipt> Received { get; init; } = [];

    /// <summary>From whom nothing comes any more.</summary>
    public NodeSet Silent { get; init; }

    /// <summary>Whether it has crashed.</summary>
    public bool HasCrashed { get; init; }

    /// <summary>What it has decided.</summary>
    public int? Decision { get; init; }
}
