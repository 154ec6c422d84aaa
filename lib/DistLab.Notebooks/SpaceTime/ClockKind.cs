namespace DistLab.Notebooks.SpaceTime;

/// <summary>Which logical clock stands beside an event.</summary>
internal enum ClockKind
{
    None,
    Lamport,
    Vector,
}
