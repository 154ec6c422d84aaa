using DistLab.Protocols;
using DistLab.Simulation;

namespace DistLab.Coordination;

/// <summary>Runs elections in the simulator.</summary>
public static class ElectionExperiment
{
    private static readonly Duration Length = 60.Seconds();

    /// <summary>One run: some processes call an election at the start, all at once.</summary>
    /// <param name="protocol">The protocol.</param>
    /// <param name="nodes">How many processes there are.</param>
    /// <param name="network">How long messages take; a delay will do.</param>
    /// <param name="starters">Who calls the election; nobody means everybody that is up.</param>
    /// <param name="crashed">Who is down from the start.</param>
    /// <param name="seed">What all chance follows from.</param>
    /// <exception cref="ArgumentOutOfRangeException">A process does not exist.</exception>
    public static ElectionRun Run<TState>(
        Election<TState> protocol, int nodes, Network network, IEnumerable<NodeId>? starters = null, IEnumerable<NodeId>? crashed = null, ulong seed = 1)
        where TState : ElectionState
    {
        var simulation = new Simulation<TState, ElectionMessage>(protocol, nodes, seed, network, Trace.KeepAll());
        NodeId[] down = [.. crashed ?? []];
        NodeId[] callers = [.. starters ?? []];
        if (callers.Length == 0)
            callers = [.. Enumerable.Range(0, nodes).Select(node => new NodeId(node)).Except(down)];
        foreach (var node in down)
            simulation.Schedule(Instant.Zero, Fault.Crash(node));
        foreach (var node in callers)
            simulation.Inject(Instant.Zero, node, ElectionMessage.Begin);
        simulation.RunUntil(Instant.Zero + Length);
        return new(simulation.Trace);
    }

    /// <summary>The worst ring for Chang and Roberts: identifiers N … 1, falling in the direction of travel.</summary>
    public static ValueList<int> Falling(int processes) => [.. Enumerable.Range(0, processes).Select(i => processes - i)];

    /// <summary>Every arrangement of the identifiers 1 … N on a ring, each once: what an election costs when everybody calls it at once.</summary>
    /// <param name="election">The protocol for an arrangement.</param>
    /// <param name="processes">N, 2 … 10: there are (N − 1)! arrangements.</param>
    /// <param name="one">Whether only one process calls the election; then each arrangement is run once for each.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is out of range.</exception>
    public static RingElectionCount EveryRing<TState>(Func<ValueList<int>, RingElection<TState>> election, int processes, bool one = false)
        where TState : ElectionState
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(processes, 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(processes, 10);
        // A ring that is turned is the same ring: the greatest stands first.
        return Count(election, processes, one, Permutations([.. Enumerable.Range(1, processes - 1)]).Select(rest => (ValueList<int>)[processes, .. rest]));
    }

    /// <summary>Random arrangements of the identifiers 1 … N on a ring: what an election costs when everybody calls it at once.</summary>
    /// <param name="election">The protocol for an arrangement.</param>
    /// <param name="processes">N, at least 2.</param>
    /// <param name="arrangements">How many are drawn.</param>
    /// <param name="seed">What all chance follows from.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is too small.</exception>
    public static RingElectionCount RandomRings<TState>(Func<ValueList<int>, RingElection<TState>> election, int processes, int arrangements, ulong seed = 1)
        where TState : ElectionState
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(processes, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(arrangements, 1);
        var random = new RandomStream(seed).Derive("rings");
        return Count(election, processes, false, Enumerable.Range(0, arrangements).Select(_ => Shuffled(processes, random)));
    }

    private static RingElectionCount Count<TState>(
        Func<ValueList<int>, RingElection<TState>> election, int processes, bool one, IEnumerable<ValueList<int>> arrangements)
        where TState : ElectionState
    {
        ArgumentNullException.ThrowIfNull(election);
        var counts = (
            from ring in arrangements
            from starter in one ? Enumerable.Range(0, processes) : [-1]
            select (Ring: ring, Run(election(ring), processes, Delay.Constant(1.Milliseconds()), starter < 0 ? null : [starter]).ElectionMessages)).ToList();
        var (worstRing, worst) = counts.MaxBy(c => c.ElectionMessages);
        return new(processes, counts.Count, counts.Min(c => c.ElectionMessages), counts.Average(c => (double)c.ElectionMessages), worst, worstRing);
    }

    private static IEnumerable<ValueList<int>> Permutations(ValueList<int> items)
    {
        if (items.Count == 0)
            return [[]];
        return items.SelectMany(first => Permutations(items.Remove(first)).Select(rest => (ValueList<int>)[first, .. rest]));
    }

    private static ValueList<int> Shuffled(int processes, RandomStream random)
    {
        var ring = Enumerable.Range(1, processes).ToArray();
        for (var i = processes - 1; i > 0; i--)
        {
            var j = random.NextBelow(i + 1);
            (ring[i], ring[j]) = (ring[j], ring[i]);
        }
        return [.. ring];
    }
}
