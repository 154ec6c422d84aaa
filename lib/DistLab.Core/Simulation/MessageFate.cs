using DistLab.Protocols;

namespace DistLab.Simulation;

/// <summary>What faults do to one message.</summary>
internal record struct MessageFate
{
    public bool IsLost { get; set; }

    public bool IsDoubled { get; set; }

    public bool IsCorrupted { get; set; }

    /// <summary>How long it is held back.</summary>
    public Duration HeldBack { get; set; }

    /// <summary>What befalls the message of which this fault tells.</summary>
    public void Suffer(FaultKind kind, Duration heldBack)
    {
        IsLost |= kind == FaultKind.Lose;
        IsDoubled |= kind == FaultKind.Duplicate;
        IsCorrupted |= kind == FaultKind.Corrupt;
        HeldBack += kind == FaultKind.Reorder ? heldBack : Duration.Zero;
    }
}
