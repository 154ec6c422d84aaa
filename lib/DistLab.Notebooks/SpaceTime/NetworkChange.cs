using DistLab.Simulation;

namespace DistLab.Notebooks.SpaceTime;

/// <summary>A fault of the network, or its end, in nanoseconds.</summary>
internal sealed record NetworkChange(long At, Fault Fault)
{
    /// <summary>Whether it is said in a row of its own; cuts and partitions are drawn instead, and so is what befalls one message.</summary>
    public bool IsSaid => Fault.Nth == 0 && Fault.Kind is not (FaultKind.Cut or FaultKind.Mend or FaultKind.Partition or FaultKind.Heal);

    public string Text => char.ToUpperInvariant(Fault.ToString()[0]) + Fault.ToString()[1..];
}
