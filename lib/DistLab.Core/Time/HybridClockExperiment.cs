using DistLab.Protocols;
using DistLab.Simulation;

namespace DistLab.Time;

/// <summary>Hybrid logical clocks on a busy bank whose branches' clocks are off.</summary>
public static class HybridClockExperiment
{
    private const int Branches = 4;

    /// <summary>Runs a bank of four branches that make 40 transfers each, and stamps every event.</summary>
    /// <param name="offset">How far off a branch's clock is at most, either way.</param>
    /// <param name="seed">What all chance follows from.</param>
    public static HybridClockRun Run(Duration offset, ulong seed = 1)
    {
        var clocks = ClockExperiment.Clocks(offset, driftPpm: 0, seed);
        var bank = new Bank(Branches, transfers: 40).Simulate(Branches, seed, Delay.Exponential(2.Milliseconds()), Trace.KeepAll());
        bank.Run();
        var history = CausalHistory.Of(bank.Trace);
        var errors = Enumerable.Range(0, Branches).Select(node => clocks(node).Error(Instant.Zero)).ToList();
        return new([.. errors], [.. history.HybridClocks(clocks).Zip(history.Events, (clock, e) => new HybridStamp(e.At, clock.Count, clock.Time - clocks(e.Node).Read(e.At)))]);
    }
}
