using DistLab.Protocols;

namespace DistLab.Time;

/// <summary>
/// A vector clock: for every node, how many of its events happened before or are this one. It tells exactly which events
/// happened before which. It is a value: an event gives another one.
/// </summary>
/// <remarks>Fidge 1988; Mattern 1989.</remarks>
/// <param name="Counts">How many events of each node: P0, P1, ….</param>
public sealed record VectorClock(ValueList<int> Counts)
{
    /// <summary>How many of a node's events it knows of.</summary>
    /// <exception cref="IndexOutOfRangeException">There is no such node.</exception>
    public int this[NodeId node] => Counts[node.Index];

    /// <summary>The clock before the first event.</summary>
    /// <param name="nodes">How many nodes there are, 1 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no node.</exception>
    public static VectorClock Zero(int nodes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(nodes, 1);
        return new(ValueListBuilder.Create<int>(new int[nodes]));
    }

    /// <summary>An event of a node's own, sending included (VC2): one more in its own place.</summary>
    /// <exception cref="IndexOutOfRangeException">There is no such node.</exception>
    public VectorClock Tick(NodeId self) => new(Counts.With(self.Index, Counts[self.Index] + 1));

    /// <summary>The greater of two clocks in every place (VC4): what both know together.</summary>
    /// <exception cref="ArgumentException">The clocks are not of equally many nodes.</exception>
    public VectorClock Merge(VectorClock other)
    {
        RequireFit(other);
        return new([.. Counts.Zip(other.Counts, Math.Max)]);
    }

    /// <summary>A receipt: takes in what the message's clock knows, and counts the receipt itself.</summary>
    /// <param name="message">The sender's clock as it sent the message.</param>
    /// <param name="self">The receiver.</param>
    /// <exception cref="ArgumentException">The clocks are not of equally many nodes.</exception>
    public VectorClock Receive(VectorClock message, NodeId self) => Merge(message).Tick(self);

    /// <summary>How the event of this clock stands to that of another: V &lt; V′ where every place is at most as great, and one is less.</summary>
    /// <exception cref="ArgumentException">The clocks are not of equally many nodes.</exception>
    public CausalOrder Compare(VectorClock other)
    {
        RequireFit(other);
        var (less, greater) = (false, false);
        for (var i = 0; i < Counts.Count; i++)
        {
            less |= Counts[i] < other.Counts[i];
            greater |= Counts[i] > other.Counts[i];
        }
        return (less, greater) switch
        {
            (false, false) => CausalOrder.Same,
            (true, false) => CausalOrder.Before,
            (false, true) => CausalOrder.After,
            _ => CausalOrder.Concurrent,
        };
    }

    /// <summary>For example <c>(2, 0, 1)</c>.</summary>
    public override string ToString() => "(" + string.Join(", ", Counts) + ")";

    private void RequireFit(VectorClock other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (other.Counts.Count != Counts.Count)
            throw new ArgumentException($"A clock of {Counts.Count} nodes and one of {other.Counts.Count} have nothing to do with each other.", nameof(other));
    }
}
