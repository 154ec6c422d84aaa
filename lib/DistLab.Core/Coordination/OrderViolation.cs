using DistLab.Protocols;

namespace DistLab.Coordination;

/// <summary>A violation of order, ME3: a request was granted before another one that had happened before it.</summary>
/// <param name="At">When the later request was granted.</param>
/// <param name="Earlier">Whose request happened before.</param>
/// <param name="Entering">Whose request was granted first.</param>
public sealed record OrderViolation(Instant At, NodeId Earlier, NodeId Entering)
{
    /// <summary>For example <c>P2 enters at 14 ms before P1, whose request happened before its own</c>.</summary>
    public override string ToString() => $"{Entering} enters at {At} before {Earlier}, whose request happened before its own";
}
