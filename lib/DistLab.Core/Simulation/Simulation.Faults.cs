using DistLab.Protocols;

namespace DistLab.Simulation;

public sealed partial class Simulation<TState, TMessage>
{
    private readonly List<Fault> _faults = [];

    /// <summary>Has a fault happen at a time to come.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The time is past, or the fault names a node that does not exist.</exception>
    /// <exception cref="ArgumentException">A node is to lie, and the simulation has no <see cref="Mutator{TMessage}"/>.</exception>
    public void Schedule(Instant at, Fault fault)
    {
        ArgumentNullException.ThrowIfNull(fault);
        ArgumentOutOfRangeException.ThrowIfLessThan(at, Now);
        Check(fault);
        Begin();
        _queue.Plan(at, SimulatedEventKind.Fault, NodeId.Outside, NodeId.Outside, _faults.Count, null);
        _faults.Add(fault);
    }

    /// <summary>
    /// Has the faults of a plan happen. Those at the start of the run hold before the nodes begin, if they have not yet begun;
    /// only a crash and a pause at that instant come after it.
    /// </summary>
    /// <returns>This simulation.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A time is past, or a fault names a node that does not exist.</exception>
    /// <exception cref="ArgumentException">A node is to lie, and the simulation has no <see cref="Mutator{TMessage}"/>.</exception>
    public Simulation<TState, TMessage> Under(FaultPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        foreach (var planned in plan)
            Check(planned.Fault);
        var started = _started;
        bool HoldsFromStart(PlannedFault planned) => !started && planned.At == Instant.Zero && !NeedsStartedNode(planned.Fault);
        foreach (var planned in plan.Where(HoldsFromStart))
            Apply(planned.Fault);
        foreach (var planned in plan.Where(planned => !HoldsFromStart(planned)))
            Schedule(planned.At, planned.Fault);
        return this;
    }

    /// <summary>Has every message that chance lets a fault befall noted as a fault of its own.</summary>
    internal FaultLog LogFaults()
    {
        var log = new FaultLog();
        _carrier.LogTo(log);
        return log;
    }

    private static bool NeedsStartedNode(Fault fault) => fault.Kind is FaultKind.Crash or FaultKind.Restart or FaultKind.Pause or FaultKind.Resume;

    private void Check(Fault fault)
    {
        foreach (var node in fault.Nodes)
            NodeAt(node);
        if (fault.Behaviour is ByzantineBehaviour.Equivocate or ByzantineBehaviour.Lie && _mutator is null)
            throw new ArgumentException($"\"{fault}\": what would it say? Give the simulation a mutator.", nameof(fault));
    }

    private void Apply(Fault fault)
    {
        if (fault.IsOfNetwork)
            ApplyToNetwork(fault);
        else
            ApplyTo(_nodes[fault.Node.Index], fault);
    }

    private void ApplyToNetwork(Fault fault)
    {
        _carrier.Apply(fault);
        var kind = fault.Kind switch { FaultKind.Partition => TraceKind.Partition, FaultKind.Heal => TraceKind.Heal, _ => TraceKind.Network };
        Record(kind, NodeId.Outside, NodeId.Outside, 0, fault);
    }

    private void ApplyTo(SimulatedNode<TState, TMessage> node, Fault fault)
    {
        switch (fault.Kind)
        {
            case FaultKind.Crash when node.Status != NodeStatus.Down:
                Crash(node);
                break;
            case FaultKind.Restart when node.Status == NodeStatus.Down:
                node.Status = NodeStatus.Up;
                Record(TraceKind.Restart, node.Id, NodeId.Outside, 0, null);
                Act(node, TraceKind.Restart, NodeId.Outside, null);
                break;
            case FaultKind.Pause when node.Status is NodeStatus.Up or NodeStatus.CatchingUp:
                node.Status = NodeStatus.Paused;
                Record(TraceKind.Pause, node.Id, NodeId.Outside, 0, null);
                break;
            case FaultKind.Resume when node.Status == NodeStatus.Paused:
                Record(TraceKind.Resume, node.Id, NodeId.Outside, 0, null);
                CatchUp(node);
                break;
            case FaultKind.Slow when node.Slowness != fault.Amount:
                node.Slowness = fault.Amount;
                _carrier.Apply(fault);
                Record(TraceKind.Slow, node.Id, NodeId.Outside, 0, fault);
                break;
            case FaultKind.ClockStep:
                node.Clock.Set(Now, node.Clock.Read(Now) + fault.Step);
                Record(TraceKind.ClockFault, node.Id, NodeId.Outside, 0, fault);
                break;
            case FaultKind.ClockDrift:
                node.Clock.DriftBy(Now, (long)fault.Amount);
                Record(TraceKind.ClockFault, node.Id, NodeId.Outside, 0, fault);
                break;
            case FaultKind.Byzantine:
                node.Protocol = Byzantine.Behaving(fault.Behaviour, _protocol, _mutator);
                Record(TraceKind.Byzantine, node.Id, NodeId.Outside, 0, fault);
                break;
        }
    }

    private void Crash(SimulatedNode<TState, TMessage> node)
    {
        node.Status = NodeStatus.Down;
        foreach (var timer in node.Timers.Handles)
            _queue.Cancel(timer);
        node.Timers.Clear();
        Record(TraceKind.Crash, node.Id, NodeId.Outside, 0, null);
        while (node.Waiting.TryDequeue(out var waiting))
        {
            if (waiting.Number > 0)
                Lose(node, waiting.From, waiting.Number, waiting.Message);
        }
    }

    /// <summary>What comes to a node that is not up: it is lost, or it waits. A timer has no number.</summary>
    private void HandleLater(SimulatedNode<TState, TMessage> node, NodeId from, long number, TMessage message)
    {
        if (node.Status == NodeStatus.Down)
        {
            Lose(node, from, number, message);
            return;
        }
        node.Waiting.Enqueue((from, number, message));
        // A timer that waits can still be cancelled, or set anew.
        if (number == 0)
            node.Timers.Set(message, EventHandle.OfWaiting);
    }

    private void HandleWaiting(SimulatedNode<TState, TMessage> node)
    {
        if (node.Status != NodeStatus.CatchingUp)
            return;
        var (from, number, message) = node.Waiting.Dequeue();
        CatchUp(node);
        if (number > 0)
            Deliver(node, TraceKind.Receive, from, number, message);
        else if (node.Timers.Of(message) == EventHandle.OfWaiting)
            Deliver(node, TraceKind.Timer, from, number, message);
    }

    /// <summary>Has a node handle what waits, one thing after another, each as an event of its own.</summary>
    private void CatchUp(SimulatedNode<TState, TMessage> node)
    {
        node.Status = node.Waiting.Count == 0 ? NodeStatus.Up : NodeStatus.CatchingUp;
        if (node.Status == NodeStatus.CatchingUp)
            _queue.Plan(Now, SimulatedEventKind.CatchUp, node.Id, NodeId.Outside, 0, null);
    }
}
