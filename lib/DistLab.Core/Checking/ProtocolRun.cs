using System.Globalization;
using System.Text;
using DistLab.Checking.Search;
using DistLab.Protocols;
using DistLab.Simulation;

namespace DistLab.Checking;

/// <summary>
/// A run of a protocol that a search has found: finite, or one that comes back to where it was and goes round for ever. The
/// simulator plays it again, row by row, and a space-time diagram is drawn of its trace.
/// </summary>
public sealed class ProtocolRun<TState, TMessage>
    where TState : class
    where TMessage : class
{
    private readonly Replay<TState, TMessage> _replay;

    internal ProtocolRun(
        IReadOnlyList<TState> start, IReadOnlyList<ProtocolStep<TState, TMessage>> steps, int? loopsFrom, string? failure, Replay<TState, TMessage> replay)
    {
        Start = start;
        Steps = steps;
        LoopsFrom = loopsFrom;
        Failure = failure;
        _replay = replay;
    }

    /// <summary>The nodes' first states.</summary>
    public IReadOnlyList<TState> Start { get; }

    /// <summary>The steps, in order. What a node does in answer to an event belongs to it.</summary>
    public IReadOnlyList<ProtocolStep<TState, TMessage>> Steps { get; }

    /// <summary>After how many steps the loop begins to which the last step leads back; <c>null</c> in a finite run.</summary>
    public int? LoopsFrom { get; }

    /// <summary>What the protocol's code said when it failed in the last step; <c>null</c> when it did not.</summary>
    public string? Failure { get; }

    /// <summary>All that happens in the run, one step a millisecond: as the simulator records it.</summary>
    public Trace Trace => field ??= _replay.Play().Trace;

    /// <summary>Plays the run in the simulator, to its end; from there it can be run on, and chance decides.</summary>
    /// <exception cref="InvalidOperationException">The simulator comes to other states, because a handler does not depend on its arguments alone.</exception>
    public Simulation<TState, TMessage> Replay() => _replay.Play();

    /// <summary>The state in which a node ends; <c>null</c> when it is down.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such node.</exception>
    public TState? End(NodeId node)
    {
        if ((uint)node.Index >= (uint)Start.Count)
            throw new ArgumentOutOfRangeException(nameof(node), node, $"The nodes are P0 … P{Start.Count - 1}.");
        for (var i = Steps.Count - 1; i >= 0; i--)
        {
            if (Steps[i].Node == node && Steps[i].Kind != TraceKind.Lost)
                return Steps[i].After;
        }
        return Start[node.Index];
    }

    /// <summary>Step by step.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        for (var node = 0; node < Start.Count; node++)
            text.Append(CultureInfo.InvariantCulture, $"{(node == 0 ? "   0  " : "\n      ")}{new NodeId(node)} starts → {Start[node]}");
        for (var i = 0; i < Steps.Count; i++)
        {
            if (LoopsFrom == i)
                text.Append("\n      from here on, for ever:");
            text.Append(CultureInfo.InvariantCulture, $"\n{i + 1,4}  {Steps[i]}");
        }
        if (Failure is not null)
            text.Append("\n      ").Append(Failure);
        return text.ToString();
    }
}
