using System.Globalization;
using DistLab.Protocols;
using DistLab.Simulation;

namespace DistLab.Time;

/// <summary>
/// An event in Lamport's sense: one step of a node, with what woke it and all that it did in answer. A handler is atomic, and so
/// nothing happens in between.
/// </summary>
public sealed class CausalEvent
{
    private readonly List<SentMessage> _sent = [];
    private readonly List<object> _outputs = [];

    internal CausalEvent(int number, int index, in TraceRow row, LamportClock lamport, VectorClock vector)
    {
        Number = number;
        Index = index;
        Node = row.Node;
        At = row.At;
        Kind = row.Kind;
        Content = row.Content;
        Received = row.Kind == TraceKind.Receive ? row.Message : 0;
        Lamport = lamport;
        Vector = vector;
    }

    /// <summary>Its place in the history, from 0; a cause stands before its effect.</summary>
    public int Number { get; }

    /// <summary>Its place among its node's events, from 1.</summary>
    public int Index { get; }

    /// <summary>Whose event it is.</summary>
    public NodeId Node { get; }

    /// <summary>When it happened, in true time.</summary>
    public Instant At { get; }

    /// <summary>What woke the node: a receipt, a timer, or its start.</summary>
    public TraceKind Kind { get; }

    /// <summary>The message or the timer that woke the node.</summary>
    public object? Content { get; }

    /// <summary>The number of the message that woke the node, or 0.</summary>
    public long Received { get; }

    /// <summary>The messages that were sent.</summary>
    public IReadOnlyList<SentMessage> Sent => _sent;

    /// <summary>What was output.</summary>
    public IReadOnlyList<object> Outputs => _outputs;

    /// <summary>L(e): Lamport's clock.</summary>
    public LamportClock Lamport { get; }

    /// <summary>V(e): the vector clock.</summary>
    public VectorClock Vector { get; }

    /// <summary>The node's state after the event; <c>null</c> where the trace keeps no states.</summary>
    public object? State { get; internal set; }

    /// <summary>For example <c>P1.3: Receive request</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Node}.{Index}: {Kind} {Content}").TrimEnd();

    internal void Add(SentMessage message) => _sent.Add(message);

    internal void Add(object output) => _outputs.Add(output);
}
