namespace DistLab.Simulation;

/// <summary>What a simulator's queue holds.</summary>
internal readonly record struct SimulatedEvent<TMessage>(
    SimulatedEventKind Kind, int Node, int From, long MessageNumber, TMessage? Message, Fault? Fault = null);

internal enum SimulatedEventKind : byte
{
    Arrival,
    Loss,
    Timer,
    Fault,
}
