using DistLab.Protocols;

namespace DistLab.Simulation;

internal static class SimulatedEvents
{
    /// <summary>Puts an event into the queue, filled in where it stands.</summary>
    public static EventHandle Plan<TMessage>(
        this EventQueue<SimulatedEvent<TMessage>> queue, Instant at, SimulatedEventKind kind, NodeId node, NodeId from, long number, TMessage? message)
    {
        queue.Enqueue(at, out var handle).Fill(kind, node, from, number, message);
        return handle;
    }
}
