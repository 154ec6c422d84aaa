using DistLab.Protocols;

namespace DistLab.Checking.Search;

/// <summary>What may happen to a protocol in a search.</summary>
internal sealed record ProtocolOptions<TMessage>(int Nodes)
    where TMessage : class
{
    /// <summary>The greatest bound: each count has 8 bits of a word.</summary>
    public const int MostFaults = 255;

    public int Losses { get; init; }

    public int Duplications { get; init; }

    public int Crashes { get; init; }

    /// <summary>How many timers may run out in a run; <c>null</c> when as many as there are.</summary>
    public int? Timeouts { get; init; }

    public AfterCrash AfterCrash { get; init; }

    public bool IsOrdered { get; init; }

    public bool MessagesStay { get; init; }

    public bool LeavesIgnored { get; init; }

    public IReadOnlyList<Instant> Readings { get; init; } = [];

    public IReadOnlyList<(NodeId To, TMessage Message)> Injected { get; init; } = [];
}
