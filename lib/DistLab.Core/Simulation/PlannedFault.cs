using DistLab.Protocols;

namespace DistLab.Simulation;

/// <summary>A fault and its time.</summary>
/// <param name="At">When it happens.</param>
/// <param name="Fault">What happens.</param>
public readonly record struct PlannedFault(Instant At, Fault Fault)
{
    /// <summary>Time and fault in words, for example <c>2 s: crash P1</c>.</summary>
    public override string ToString() => $"{At}: {Fault}";
}
