using DistLab.Protocols;
using DistLab.Simulation;

namespace DistLab.Systems;

/// <summary>A row of a cluster's trace with the vector clock of its step (Fidge 1988, Mattern 1989).</summary>
/// <param name="Row">What happened.</param>
/// <param name="Clock">For each node, how many of its steps this one knows of. Empty for a change of the network.</param>
public sealed record StampedRow(TraceRow Row, ValueList<long> Clock)
{
    /// <summary>Whether this row's step may have caused the other's: it happened before it, whatever wall clocks say.</summary>
    public bool HappenedBefore(StampedRow other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (Clock.Count == 0 || Clock.Count != other.Clock.Count || Clock.Equals(other.Clock))
            return false;
        for (var i = 0; i < Clock.Count; i++)
        {
            if (Clock[i] > other.Clock[i])
                return false;
        }
        return true;
    }
}
