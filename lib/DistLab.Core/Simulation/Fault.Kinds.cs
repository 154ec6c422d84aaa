using DistLab.Protocols;

namespace DistLab.Simulation;

public sealed partial record Fault
{
    /// <summary>The network is whole again: no partition, and no cut.</summary>
    public static Fault Heal { get; } = new(FaultKind.Heal);

    /// <summary>A node stops: its timers end, messages to it are lost, and all but its durable state is forgotten.</summary>
    public static Fault Crash(NodeId node) => At(FaultKind.Crash, node);

    /// <summary>A node comes back with its durable state; nothing happens if it is up.</summary>
    public static Fault Restart(NodeId node) => At(FaultKind.Restart, node);

    /// <summary>
    /// A node stands still, as if its process were stopped: it forgets nothing, messages to it wait, and timers that run out
    /// meanwhile go off when it goes on.
    /// </summary>
    public static Fault Pause(NodeId node) => At(FaultKind.Pause, node);

    /// <summary>A paused node goes on, with what waited first, in order; nothing happens if it is not paused.</summary>
    public static Fault Resume(NodeId node) => At(FaultKind.Resume, node);

    /// <summary>A node becomes slow: messages from and to it take so many times as long, and so do timers set from now on.</summary>
    /// <param name="node">The node.</param>
    /// <param name="factor">For example 10; 1 is normal again.</param>
    /// <exception cref="ArgumentOutOfRangeException">The factor is not in 0 … 1,000,000, or is 0.</exception>
    public static Fault Slow(NodeId node, double factor) => factor is > 0 and <= 1e6
        ? At(FaultKind.Slow, node) with { Amount = factor }
        : throw new ArgumentOutOfRangeException(nameof(factor), factor, "A node is slow by a factor above 0 and up to 1,000,000.");

    /// <summary>A node's clock jumps ahead, or back; timers that run already do not notice.</summary>
    public static Fault ClockStep(NodeId node, Duration by) => At(FaultKind.ClockStep, node) with { Step = by };

    /// <summary>A node's clock drifts otherwise from now on; timers that run already do not notice.</summary>
    /// <param name="node">The node.</param>
    /// <param name="partsPerBillion">How many nanoseconds it gains in a true second; negative when it loses.</param>
    /// <exception cref="ArgumentOutOfRangeException">The drift is not strictly between −10⁹ and 10⁹.</exception>
    public static Fault ClockDrift(NodeId node, long partsPerBillion) => Math.Abs(partsPerBillion) < 1_000_000_000
        ? At(FaultKind.ClockDrift, node) with { Amount = partsPerBillion }
        : throw new ArgumentOutOfRangeException(nameof(partsPerBillion), partsPerBillion, "A drift lies strictly between −10⁹ and 10⁹ parts per billion.");

    /// <summary>A node departs from its protocol, or, with <see cref="ByzantineBehaviour.Correct"/>, follows it again.</summary>
    /// <remarks>What a liar says is made by the simulation's <see cref="Mutator{TMessage}"/>. See also <see cref="Simulation.Byzantine"/>.</remarks>
    public static Fault Byzantine(NodeId node, ByzantineBehaviour behaviour) => At(FaultKind.Byzantine, node) with { Behaviour = behaviour };

    /// <summary>
    /// The network falls apart: messages pass within a side only, and those under way across the cut are lost. Nodes that are
    /// in no side form one more together. A partition replaces the one before it.
    /// </summary>
    public static Fault Partition(params IEnumerable<IEnumerable<NodeId>> sides) =>
        new(FaultKind.Partition) { Sides = [.. sides.Select(side => (ValueList<NodeId>)[.. side])] };

    /// <summary>A link is cut in one direction: no message passes, and those under way are lost.</summary>
    public static Fault Cut(NodeId from, NodeId to) => Cut(LinkSet.Of(from, to));

    /// <summary>A partition in one direction: nothing passes from some nodes to others, but everything back.</summary>
    /// <exception cref="ArgumentException">A side is empty.</exception>
    public static Fault Cut(IEnumerable<NodeId> from, IEnumerable<NodeId> to) => Cut(LinkSet.Of(from, to));

    /// <summary>Links are cut: no message passes, and those under way are lost. Cuts add up; <see cref="Heal"/> ends them all.</summary>
    public static Fault Cut(LinkSet links)
    {
        ArgumentNullException.ThrowIfNull(links);
        return new(FaultKind.Cut) { Links = links };
    }

    /// <summary>These links are cut no more; all, if nothing is said. A partition is not mended by it.</summary>
    public static Fault Mend(LinkSet? links = null) => new(FaultKind.Mend) { Links = links ?? LinkSet.All };

    /// <summary>Links lose messages, besides those that they lose anyway.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The probability is not in 0 … 1.</exception>
    public static Fault Lose(double probability, LinkSet? links = null) => Rate(FaultKind.Lose, probability, links);

    /// <summary>Links deliver messages twice.</summary>
    /// <inheritdoc cref="Lose"/>
    public static Fault Duplicate(double probability, LinkSet? links = null) => Rate(FaultKind.Duplicate, probability, links);

    /// <summary>Links hold messages back for so much longer, so that later ones overtake them, be the links in order or not.</summary>
    /// <inheritdoc cref="Lose"/>
    public static Fault Reorder(double probability, Delay by, LinkSet? links = null) => Rate(FaultKind.Reorder, probability, links) with { Extra = Given(by) };

    /// <summary>
    /// Links corrupt messages. With a <see cref="Mutator{TMessage}"/> given to the simulation, another message arrives; without
    /// one, its checksum tells, and it is lost.
    /// </summary>
    /// <inheritdoc cref="Lose"/>
    public static Fault Corrupt(double probability, LinkSet? links = null) => Rate(FaultKind.Corrupt, probability, links);

    /// <summary>Links take so much longer for every message; links that keep order go on keeping it.</summary>
    public static Fault Delay(Delay extra, LinkSet? links = null) => new(FaultKind.Delay) { Links = links ?? LinkSet.All, Extra = Given(extra) };

    /// <summary>One message is lost.</summary>
    /// <param name="from">Who sends it.</param>
    /// <param name="to">For whom it is.</param>
    /// <param name="nth">Which of those sent over this link from now on, counted from 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is not above zero.</exception>
    public static Fault LoseMessage(NodeId from, NodeId to, int nth = 1) => OneMessage(FaultKind.Lose, from, to, nth);

    /// <summary>One message arrives twice.</summary>
    /// <inheritdoc cref="LoseMessage"/>
    public static Fault DuplicateMessage(NodeId from, NodeId to, int nth = 1) => OneMessage(FaultKind.Duplicate, from, to, nth);

    /// <summary>One message is corrupted, as by <see cref="Corrupt"/>.</summary>
    /// <inheritdoc cref="LoseMessage"/>
    public static Fault CorruptMessage(NodeId from, NodeId to, int nth = 1) => OneMessage(FaultKind.Corrupt, from, to, nth);

    /// <summary>One message is held back.</summary>
    /// <param name="from">Who sends it.</param>
    /// <param name="to">For whom it is.</param>
    /// <param name="by">How much longer it is under way.</param>
    /// <param name="nth">Which of those sent over this link from now on, counted from 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is not above zero.</exception>
    public static Fault DelayMessage(NodeId from, NodeId to, Delay by, int nth = 1) => OneMessage(FaultKind.Reorder, from, to, nth) with { Extra = Given(by) };

    private static Fault At(FaultKind kind, NodeId node) => node.Index >= 0
        ? new(kind) { Node = node }
        : throw new ArgumentOutOfRangeException(nameof(node), node, "This fault happens to a node: 0, 1, ….");

    private static Fault Rate(FaultKind kind, double probability, LinkSet? links) => probability is >= 0 and <= 1
        ? new(kind) { Links = links ?? LinkSet.All, Amount = probability }
        : throw new ArgumentOutOfRangeException(nameof(probability), probability, "A probability lies in 0 … 1.");

    private static Fault OneMessage(FaultKind kind, NodeId from, NodeId to, int nth)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(nth, 1);
        return new(kind) { Links = LinkSet.Of(from, to), Nth = nth };
    }

    private static Delay Given(Delay delay)
    {
        ArgumentNullException.ThrowIfNull(delay);
        return delay;
    }
}
