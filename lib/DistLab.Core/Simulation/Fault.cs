using System.Globalization;
using DistLab.Protocols;

namespace DistLab.Simulation;

/// <summary>Something that goes wrong in a run, or is mended: a value that can be written down, compared and replayed.</summary>
/// <remarks>
/// A fault of the network holds until another one of its kind takes its place on the same links; probabilities of 0 end it.
/// It falls upon messages between two nodes only: one to the sender itself always arrives. A fault that changes nothing, such
/// as the crash of a node that is down, leaves no row in the trace.
/// </remarks>
public sealed partial record Fault
{
    private Fault(FaultKind kind) => Kind = kind;

    /// <summary>What happens.</summary>
    public FaultKind Kind { get; }

    /// <summary>The node that it happens to; for a fault of the network, <see cref="NodeId.Outside"/>.</summary>
    public NodeId Node { get; internal init; } = NodeId.Outside;

    /// <summary>The sides of a partition; empty otherwise.</summary>
    public ValueList<ValueList<NodeId>> Sides { get; internal init; } = [];

    /// <summary>The links that it falls upon, for a cut, its mending, and what happens to messages; <c>null</c> otherwise.</summary>
    public LinkSet? Links { get; internal init; }

    /// <summary>How much: the probability for each message (0 … 1), the factor of slowness, the drift in parts per billion; otherwise 0.</summary>
    public double Amount { get; internal init; }

    /// <summary>How much longer a delayed or held back message is under way; <c>null</c> otherwise.</summary>
    public Delay? Extra { get; internal init; }

    /// <summary>How far a clock jumps; otherwise zero.</summary>
    public Duration Step { get; internal init; }

    /// <summary>
    /// If it falls upon one message only: which of those that are sent over the link from then on, counted from 1; otherwise 0.
    /// </summary>
    public int Nth { get; internal init; }

    /// <summary>How a Byzantine node behaves.</summary>
    public ByzantineBehaviour Behaviour { get; internal init; }

    /// <summary>What mends this; <c>null</c> if it mends something itself, or is over at once.</summary>
    public Fault? Remedy => Kind switch
    {
        FaultKind.Crash => Restart(Node),
        FaultKind.Pause => Resume(Node),
        FaultKind.Slow when Amount != 1 => Slow(Node, 1),
        FaultKind.ClockStep => ClockStep(Node, -Step),
        FaultKind.ClockDrift when Amount != 0 => ClockDrift(Node, 0),
        FaultKind.Byzantine when Behaviour != ByzantineBehaviour.Correct => Byzantine(Node, ByzantineBehaviour.Correct),
        FaultKind.Partition => Heal,
        FaultKind.Cut => Mend(Links),
        FaultKind.Lose or FaultKind.Duplicate or FaultKind.Reorder or FaultKind.Delay or FaultKind.Corrupt when Nth == 0 && !IsOver => this with { Amount = 0, Extra = null },
        _ => null,
    };

    /// <summary>Whether it changes the network, and not a node.</summary>
    public bool IsOfNetwork => Kind is FaultKind.Partition or FaultKind.Heal || Links is not null;

    /// <summary>All nodes that it names.</summary>
    internal IEnumerable<NodeId> Nodes => IsOfNetwork ? Sides.SelectMany(side => side).Concat(Links?.Senders ?? []).Concat(Links?.Receivers ?? []) : [Node];

    /// <summary>Whether it ends what others of its kind do to messages.</summary>
    internal bool IsOver => Kind == FaultKind.Delay ? Extra is null : Amount == 0;

    /// <summary>The fault in words.</summary>
    public override string ToString() => Kind switch
    {
        FaultKind.Heal => "heal",
        FaultKind.Partition => "partition " + string.Join(" | ", Sides),
        FaultKind.Crash or FaultKind.Restart or FaultKind.Pause or FaultKind.Resume => $"{Verb} {Node}",
        FaultKind.Slow => Invariant($"slow {Node} by {Amount}"),
        FaultKind.ClockStep => $"step clock of {Node} by {Step}",
        FaultKind.ClockDrift => Invariant($"drift clock of {Node} by {Amount} ns a second"),
        FaultKind.Byzantine => $"byzantine {Node}: {Behaviour.ToString().ToLowerInvariant()}",
        FaultKind.Cut or FaultKind.Mend => $"{Verb} {Links}",
        _ when Nth > 0 => Invariant($"{Verb} message {Nth} of {Links}{By}"),
        FaultKind.Delay => $"delay {Links}{(IsOver ? " no more" : By)}",
        _ when IsOver => $"{Verb} no more of {Links}",
        _ => Invariant($"{Verb} {Amount * 100:0.###} % of {Links}{By}"),
    };

    private string Verb => Kind.ToString().ToLowerInvariant();

    private string By => Extra is null ? "" : $" by {Extra}";

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
