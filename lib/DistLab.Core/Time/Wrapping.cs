using DistLab.Protocols;

namespace DistLab.Time;

/// <summary>Clocks and snapshots added to a protocol without naming its types: <c>new Bank(3).WithSnapshots(3)</c>.</summary>
public static class Wrapping
{
    /// <inheritdoc cref="LogicalClocks{TState, TMessage}.LogicalClocks"/>
    public static LogicalClocks<TState, TMessage> WithLogicalClocks<TState, TMessage>(this Protocol<TState, TMessage> protocol, int nodes)
        where TState : class
        where TMessage : class => new(protocol, nodes);

    /// <summary>Adds snapshots to a protocol.</summary>
    /// <param name="protocol">The protocol.</param>
    /// <param name="nodes">How many nodes there are, 2 … 64.</param>
    /// <param name="first">When P0 takes the first; by default at once.</param>
    /// <param name="every">How long it is from one to the next; by default there is but one.</param>
    /// <param name="recordsChannels">Whether the messages under way are recorded, as they must be.</param>
    /// <param name="holdsMarkers">How long a node holds its markers back, which it must not; by default not at all.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number of nodes is out of range.</exception>
    public static ChandyLamport<TState, TMessage> WithSnapshots<TState, TMessage>(
        this Protocol<TState, TMessage> protocol, int nodes, Delay? first = null, Delay? every = null, bool recordsChannels = true, Delay? holdsMarkers = null)
        where TState : class
        where TMessage : class => new(protocol, nodes)
        {
            First = first ?? Delay.None,
            Every = every,
            RecordsChannels = recordsChannels,
            HoldsMarkers = holdsMarkers,
        };
}
