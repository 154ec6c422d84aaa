namespace DistLab.Simulation;

/// <summary>What kind of event a simulator handles next.</summary>
internal enum SimulatedEventKind : byte
{
    Arrival,
    Timer,
    Loss,
    Fault,

    /// <summary>A node that was paused handles the next thing that waited.</summary>
    CatchUp,
}
