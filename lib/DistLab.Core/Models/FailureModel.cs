using DistLab.Protocols;
using DistLab.Simulation;

namespace DistLab.Models;

/// <summary>A way to fail, as it befalls a <see cref="MaskedRequest"/>: P0 is the client, P1 the server that fails.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Faults">What goes wrong.</param>
/// <param name="Liars">Servers that answer as they like.</param>
/// <remarks>
/// The classes are those of Hadzilacos and Toueg, "A Modular Approach to Fault-Tolerant Broadcasts and Related Problems" (1994), as
/// Coulouris et al. give them, 5th ed., §2.4.2. A failure of the channels befalls all of them.
/// </remarks>
public sealed record FailureModel(string Name, FaultPlan Faults, ValueList<NodeId> Liars)
{
    private static readonly Duration Long = 5.Seconds();

    /// <summary>No failure, and one of each class.</summary>
    public static IReadOnlyList<FailureModel> All { get; } =
    [
        new("none", FaultPlan.None, []),
        new("crash", FaultPlan.Of(Fault.Crash(1)), []),
        new("send omission", FaultPlan.Of(Fault.Lose(0.3, LinkSet.From(1))), []),
        new("receive omission", FaultPlan.Of(Fault.Lose(0.3, LinkSet.To(1))), []),
        new("channel omission", FaultPlan.Of(Fault.Lose(0.3)), []),
        new("timing: client's clock", FaultPlan.Of(Fault.ClockDrift(0, 900_000_000)), []),
        new("timing: process", FaultPlan.Of(Fault.Slow(1, 100)), []),
        new("timing: channel", FaultPlan.Of(Fault.Delay(Long, LinkSet.Between(0, 1))), []),
        new("arbitrary: channel", FaultPlan.Of(Fault.Corrupt(0.3)), []),
        new("arbitrary: process", FaultPlan.None, [1]),
    ];
}
