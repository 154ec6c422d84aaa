using DistLab.Protocols;

namespace DistLab.Coordination;

/// <summary>A violation of safety: one client entered the critical section while another was inside.</summary>
/// <param name="At">When the second one entered.</param>
/// <param name="Inside">Who was inside.</param>
/// <param name="Entering">Who entered.</param>
public sealed record CriticalSectionOverlap(Instant At, NodeId Inside, NodeId Entering)
{
    /// <summary>For example <c>P2 enters at 14 ms while P1 is inside</c>.</summary>
    public override string ToString() => $"{Entering} enters at {At} while {Inside} is inside";
}
