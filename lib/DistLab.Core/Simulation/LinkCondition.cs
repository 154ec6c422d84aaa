using DistLab.Protocols;

namespace DistLab.Simulation;

/// <summary>What faults do to the messages of one link.</summary>
internal readonly record struct LinkCondition
{
    public bool IsCut { get; init; }

    public double Loss { get; init; }

    public double Duplication { get; init; }

    public double Corruption { get; init; }

    public double Reordering { get; init; }

    /// <summary>How long a reordered message is held back.</summary>
    public Delay? HoldBack { get; init; }

    /// <summary>What every message takes longer.</summary>
    public Delay? Extra { get; init; }

    /// <summary>The condition after one more fault on this link.</summary>
    public LinkCondition After(Fault fault) => fault.Kind switch
    {
        FaultKind.Cut => this with { IsCut = true },
        FaultKind.Mend => this with { IsCut = false },
        FaultKind.Lose => this with { Loss = fault.Amount },
        FaultKind.Duplicate => this with { Duplication = fault.Amount },
        FaultKind.Corrupt => this with { Corruption = fault.Amount },
        FaultKind.Reorder => this with { Reordering = fault.Amount, HoldBack = fault.Extra },
        FaultKind.Delay => this with { Extra = fault.Extra },
        _ => this,
    };
}
