using DistLab.Protocols;

namespace DistLab.Simulation;

/// <summary>The network at work: decides when a message arrives, whether it is lost or doubled, and who is cut off from whom.</summary>
internal sealed class Carrier(Network network, int nodes)
{
    private readonly Dictionary<(int From, int To), Instant> _lastArrival = [];
    private int[]? _side;

    /// <summary>The delay of every message, where all links are alike and simply take their delay.</summary>
    public Delay? PlainDelay { get; } = network.IsUniform && network.Default.IsPlain ? network.Default.Delay : null;

    public Link LinkOf(NodeId from, NodeId to) => network[from, to];

    public bool IsCut(int from, int to) => _side is { } side && from >= 0 && side[from] != side[to];

    public void Apply(Fault fault)
    {
        if (fault.Kind == FaultKind.Heal)
        {
            _side = null;
            return;
        }
        _side = new int[nodes];
        for (var side = 0; side < fault.Sides.Count; side++)
        {
            foreach (var node in fault.Sides[side])
                _side[node.Index] = side + 1;
        }
    }

    /// <summary>When a message that is sent now arrives over a link that is not plain.</summary>
    public Instant ArrivalOver(Link link, Instant now, int from, int to, RandomStream random)
    {
        var arrival = now + link.Delay.Sample(random);
        if (link.InOrder)
        {
            if (_lastArrival.TryGetValue((from, to), out var last) && last > arrival)
                arrival = last;
            _lastArrival[(from, to)] = arrival;
        }
        if (link.Reordering > 0 && random.NextBool(link.Reordering))
            arrival += (link.ReorderingDelay ?? Delay.Constant(link.Delay.Mean)).Sample(random);
        return arrival;
    }
}
