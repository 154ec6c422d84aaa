using DistLab.Protocols;
using DistLab.Simulation;

namespace DistLab.Systems;

/// <summary>What faults do to the messages of one link, besides what the link does anyway.</summary>
/// <param name="Loss">The probability that a message is lost.</param>
/// <param name="Duplication">The probability that it comes twice.</param>
/// <param name="Reordering">The probability that it is held back.</param>
/// <param name="HoldBack">For how long.</param>
/// <param name="Extra">What every message takes longer.</param>
internal readonly record struct LinkFaults(double Loss, double Duplication, double Reordering, Delay? HoldBack, Delay? Extra)
{
    /// <summary>The faults after one more.</summary>
    public LinkFaults After(Fault fault) => fault.Kind switch
    {
        FaultKind.Lose => this with { Loss = fault.Amount },
        FaultKind.Duplicate => this with { Duplication = fault.Amount },
        FaultKind.Reorder => this with { Reordering = fault.Amount, HoldBack = fault.Extra },
        FaultKind.Delay => this with { Extra = fault.Extra },
        _ => this,
    };
}
