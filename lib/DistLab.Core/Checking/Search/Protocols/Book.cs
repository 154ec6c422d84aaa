using DistLab.Protocols;

namespace DistLab.Checking.Search;

/// <summary>
/// Everything that a search has learnt about a protocol: each handler's answer to each event in each state that was met. While
/// states are looked into, it is only read; what is missing is learnt in between, in a fixed order, so that the numbers given
/// to things do not depend on the number of workers.
/// </summary>
internal sealed class Book<TState, TMessage, THistory>
    where TState : class
    where TMessage : class
{
    private readonly Handlers<TState, TMessage> _handlers;
    private readonly PairTable _deliveries = new();
    private readonly Table<LocalSteps?> _ofItself = new();
    private long _bytes;

    public Book(
        Protocol<TState, TMessage> protocol,
        ProtocolOptions<TMessage> options,
        Symmetry<TState, TMessage>? symmetry,
        THistory initial,
        Func<THistory, NodeId, object, THistory>? observe)
    {
        Options = options;
        _handlers = new(protocol, options, observe is not null);
        Renamings = symmetry is null ? null : new(symmetry, options.Nodes, Locals, Envelopes);
        Histories = new(initial, observe);
        Starts = [.. Enumerable.Range(0, options.Nodes).Select(_handlers.Start)];
        Injected = [.. options.Injected.Select(call => Envelopes.NumberOf(NodeId.Outside.Index, call.To.Index, call.Message))];
    }

    public ProtocolOptions<TMessage> Options { get; }

    public Locals<TState> Locals => _handlers.Locals;

    public Envelopes<TMessage> Envelopes => _handlers.Envelopes;

    public Table<Step> Steps => _handlers.Steps;

    public Histories<THistory> Histories { get; }

    /// <summary>What becomes of things when nodes that are alike exchange their names; <c>null</c> when none are.</summary>
    public Renamings<TState, TMessage>? Renamings { get; }

    /// <summary>For each node the first of the steps with which it may start.</summary>
    public IReadOnlyList<int> Starts { get; }

    /// <summary>The messages from outside.</summary>
    public IReadOnlyList<int> Injected { get; }

    /// <summary>How much memory all this takes at most: as much as was allocated to learn it.</summary>
    public long Bytes => _bytes;

    /// <summary>The first step that a message's arrival leads to; <see cref="PairTable.None"/> when that must be learnt first.</summary>
    public int Delivery(int local, int envelope) => _deliveries[local, envelope];

    /// <summary>What can happen at a node of itself; <c>null</c> when that must be learnt first.</summary>
    public LocalSteps? OfItself(int local)
    {
        if (local < _ofItself.Count && _ofItself[local] is { } known)
            return known;
        ref readonly var parts = ref Locals[local];
        return parts.IsUp && parts.Timers.Count == 0 && Options.Crashes == 0 ? LocalSteps.None : null;
    }

    public void Learn(Missing missing)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        LearnUnlessKnown(missing);
        _bytes += GC.GetAllocatedBytesForCurrentThread() - before;
    }

    /// <summary>The history after outputs, at the start when nothing else reads.</summary>
    public int HistoryAfter(int history, int outputs)
    {
        if (outputs >= 0)
            Learn(new(MissingKind.History, history, outputs));
        return Histories.After(history, outputs);
    }

    private void LearnUnlessKnown(Missing missing)
    {
        switch (missing.Kind)
        {
            case MissingKind.Delivery when Delivery(missing.First, missing.Second) == PairTable.None:
                _deliveries[missing.First, missing.Second] = _handlers.Deliver(missing.First, missing.Second);
                break;
            case MissingKind.OfItself when OfItself(missing.First) is null:
                while (_ofItself.Count <= missing.First)
                    _ofItself.Add(null);
                _ofItself[missing.First] = _handlers.OfItself(missing.First);
                break;
            case MissingKind.History when Histories.After(missing.First, missing.Second) == PairTable.None:
                var (node, outputs) = _handlers.Outputs[missing.Second];
                Histories.Learn(missing.First, missing.Second, node, outputs);
                break;
            case MissingKind.RenamedLocal:
                Renamings!.LearnLocal(missing.First, missing.Second);
                break;
            case MissingKind.RenamedEnvelope:
                Renamings!.LearnEnvelope(missing.First, missing.Second);
                break;
        }
    }
}
