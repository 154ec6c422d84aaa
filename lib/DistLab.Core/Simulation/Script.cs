using DistLab.Protocols;

namespace DistLab.Simulation;

/// <summary>
/// A run laid down in advance: when each message arrives, which timers run out, how choices fall and what clocks show, in the
/// order in which the run comes to them. What is not laid down any more is left to chance.
/// </summary>
internal sealed class Script(int nodes)
{
    private readonly Queue<IReadOnlyList<Passage>> _sends = new();
    private readonly Queue<Instant>[] _timers = [.. Enumerable.Range(0, nodes).Select(_ => new Queue<Instant>())];
    private readonly Queue<int>[] _choices = [.. Enumerable.Range(0, nodes).Select(_ => new Queue<int>())];
    private readonly Queue<Instant>[] _readings = [.. Enumerable.Range(0, nodes).Select(_ => new Queue<Instant>())];

    /// <summary>Lays down what becomes of the next message that is sent, and of its copies.</summary>
    public void Send(IReadOnlyList<Passage> passages) => _sends.Enqueue(passages);

    /// <summary>Lays down when the timer runs out, unless it is cancelled, that a node sets next.</summary>
    public void Timer(NodeId node, Instant at) => _timers[node.Index].Enqueue(at);

    /// <summary>Lays down a node's next choice.</summary>
    public void Choice(NodeId node, int choice) => _choices[node.Index].Enqueue(choice);

    /// <summary>Lays down what a node's clock shows next.</summary>
    public void Reading(NodeId node, Instant reading) => _readings[node.Index].Enqueue(reading);

    public IReadOnlyList<Passage>? NextSend() => _sends.TryDequeue(out var passages) ? passages : null;

    public Instant? NextTimer(NodeId node) => _timers[node.Index].TryDequeue(out var at) ? at : null;

    public int? NextChoice(NodeId node) => _choices[node.Index].TryDequeue(out var choice) ? choice : null;

    public Instant? NextReading(NodeId node) => _readings[node.Index].TryDequeue(out var reading) ? reading : null;

    /// <summary>What becomes of one copy of a message: when it arrives, or is lost.</summary>
    public readonly record struct Passage(Instant At, bool IsLost);
}
