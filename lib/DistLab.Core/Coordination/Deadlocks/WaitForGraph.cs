using DistLab.Protocols;

namespace DistLab.Coordination;

/// <summary>
/// Who waits for whom: a value. A process that waits for several needs them all (the AND model), and so there is a deadlock
/// exactly where there is a cycle.
/// </summary>
/// <remarks>R. C. Holt, Some deadlock properties of computer systems, ACM Computing Surveys 4(3), 1972.</remarks>
public sealed record WaitForGraph
{
    /// <summary>Nobody waits.</summary>
    public static WaitForGraph Empty { get; } = new();

    /// <summary>Who waits for whom, in order.</summary>
    public ValueList<WaitForEdge> Edges { get; private init; } = [];

    /// <summary>The shortest cycle, each process waiting for the next and the last for the first; empty when there is none. Of several, the one with the smallest first process.</summary>
    public ValueList<NodeId> Cycle => Waiting.Select(CycleThrough).Where(cycle => cycle.Count > 0).MinBy(cycle => cycle.Count) ?? [];

    /// <summary>Whether somebody waits for ever.</summary>
    public bool HasDeadlock => Cycle.Count > 0;

    private IEnumerable<NodeId> Waiting => Edges.Select(edge => edge.Waiting).Distinct();

    /// <summary>The graph in which one process waits for another, too.</summary>
    public WaitForGraph Wait(NodeId waiting, NodeId on)
    {
        var edge = new WaitForEdge(waiting, on);
        return Edges.Contains(edge) ? this : this with { Edges = [.. Edges.Append(edge).OrderBy(e => e.Waiting).ThenBy(e => e.On)] };
    }

    /// <summary>The graph in which one process has what it wanted of another.</summary>
    public WaitForGraph Grant(NodeId waiting, NodeId by) => this with { Edges = Edges.Remove(new(waiting, by)) };

    /// <summary>The graph in which one process waits for nobody any more.</summary>
    public WaitForGraph Awake(NodeId process) => Edges.Any(edge => edge.Waiting == process) ? this with { Edges = [.. Edges.Where(edge => edge.Waiting != process)] } : this;

    /// <summary>The graph without a process: it was ended, waits for nobody, and nobody waits for it.</summary>
    public WaitForGraph Without(NodeId process) => this with { Edges = [.. Edges.Where(edge => edge.Waiting != process && edge.On != process)] };

    /// <summary>Whether a process is on a cycle.</summary>
    public bool IsOnCycle(NodeId process) => CycleThrough(process).Count > 0;

    /// <summary>The process on the <see cref="Cycle"/> that is cheapest to end; of several, the one with the greatest number.</summary>
    /// <param name="cost">What it costs to end a process: the work that is lost, for example.</param>
    /// <exception cref="InvalidOperationException">There is no cycle.</exception>
    public NodeId Victim(Func<NodeId, double> cost)
    {
        ArgumentNullException.ThrowIfNull(cost);
        var cycle = Cycle;
        return cycle.Count == 0
            ? throw new InvalidOperationException("Nobody has to be ended: there is no cycle.")
            : cycle.OrderBy(cost).ThenByDescending(process => process).First();
    }

    /// <summary>Whom to end, one after the other, until nobody waits for ever.</summary>
    /// <inheritdoc cref="Victim" path="/param"/>
    public ValueList<NodeId> Victims(Func<NodeId, double> cost)
    {
        ValueList<NodeId> victims = [];
        for (var graph = this; graph.HasDeadlock; graph = graph.Without(victims[^1]))
            victims = victims.Add(graph.Victim(cost));
        return victims;
    }

    /// <summary>Edge by edge.</summary>
    public override string ToString() => Edges.Count == 0 ? "nobody waits" : string.Join(", ", Edges);

    // Breadth first, so that the first way back is a shortest one.
    private ValueList<NodeId> CycleThrough(NodeId start)
    {
        var from = new Dictionary<NodeId, NodeId>();
        var next = new Queue<NodeId>([start]);
        while (next.TryDequeue(out var process))
        {
            foreach (var (_, on) in Edges.Where(edge => edge.Waiting == process))
            {
                if (on == start)
                    return WayTo(process, start, from);
                if (from.TryAdd(on, process))
                    next.Enqueue(on);
            }
        }
        return [];
    }

    private static ValueList<NodeId> WayTo(NodeId process, NodeId start, Dictionary<NodeId, NodeId> from)
    {
        List<NodeId> way = [];
        for (; process != start; process = from[process])
            way.Insert(0, process);
        return [start, .. way];
    }
}
