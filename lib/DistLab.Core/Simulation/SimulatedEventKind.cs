namespace DistLab.Simulation;

/// <summary>What kind of event a simulator handles next.</summary>
internal enum SimulatedEventKind : byte
{
    Arrival,
    Loss,
    Timer,
    Fault,
}
