using DistLab.Protocols;
using DistLab.Simulation;

namespace DistLab.Time;

/// <summary>A snapshot of the whole system: all nodes' parts of it.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Parts">The parts, in the nodes' order.</param>
public sealed record GlobalSnapshot<TState, TMessage>(int Number, ValueList<LocalSnapshot<TState, TMessage>> Parts)
    where TState : class
    where TMessage : class
{
    /// <summary>How many messages were recorded under way.</summary>
    public int UnderWay => Parts.Sum(part => part.Messages.Count);

    /// <summary>The snapshots of a run that every node has completed, in order.</summary>
    /// <param name="trace">The run.</param>
    /// <param name="nodes">How many nodes there are.</param>
    public static IReadOnlyList<GlobalSnapshot<TState, TMessage>> From(Trace trace, int nodes)
    {
        ArgumentNullException.ThrowIfNull(trace);
        return [.. trace.Where(row => row.Kind == TraceKind.Output).Select(row => row.Content).OfType<LocalSnapshot<TState, TMessage>>()
            .GroupBy(part => part.Number).Where(parts => parts.Count() == nodes).OrderBy(parts => parts.Key)
            .Select(parts => new GlobalSnapshot<TState, TMessage>(parts.Key, [.. parts.OrderBy(part => part.Node)]))];
    }
}
