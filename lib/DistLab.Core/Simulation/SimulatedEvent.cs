using DistLab.Protocols;

namespace DistLab.Simulation;

/// <summary>What a simulator's queue holds. It is filled in where it stands: copying it costs a hop a tenth of its time.</summary>
internal struct SimulatedEvent<TMessage>
{
    /// <summary>The message or the timer; <c>null</c> for a fault.</summary>
    public TMessage? Message;

    /// <summary>The number of the message or of the fault.</summary>
    public long Number;

    public int Node;

    public int From;

    public SimulatedEventKind Kind;

    public void Fill(SimulatedEventKind kind, NodeId node, NodeId from, long number, TMessage? message)
    {
        Kind = kind;
        Node = node.Index;
        From = from.Index;
        Number = number;
        Message = message;
    }
}
