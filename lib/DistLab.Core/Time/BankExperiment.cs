using DistLab.Checking;
using DistLab.Protocols;
using DistLab.Simulation;

namespace DistLab.Time;

/// <summary>A running <see cref="Bank"/> is photographed: by its branches' own clocks, and by the algorithm of Chandy and Lamport.</summary>
public static class BankExperiment
{
    /// <summary>The history of a small bank: three branches that make three transfers each.</summary>
    /// <param name="seed">What all chance follows from.</param>
    public static CausalHistory History(ulong seed)
    {
        var run = new Bank(3, transfers: 3).Simulate(3, seed, Delay.Exponential(10.Milliseconds()), Trace.KeepAll());
        run.Run();
        return CausalHistory.Of(run.Trace);
    }

    /// <summary>Photographs of banks of four branches with 400 €: each branch writes down what it has when its own clock shows 100 ms.</summary>
    /// <param name="runs">How many banks, with the seeds 1, 2, ….</param>
    /// <param name="offset">How far off a branch's clock is at most, either way.</param>
    public static IReadOnlyList<Cut> Photographs(int runs, Duration offset) => [.. Enumerable.Range(1, runs).Select(seed => Photograph((ulong)seed, offset))];

    /// <summary>The sums of the snapshots of banks of five branches with 500 €, one every 40 ms for half a second.</summary>
    /// <param name="network">How messages travel; a delay will do.</param>
    /// <param name="runs">How many banks, with the seeds 1, 2, ….</param>
    public static IReadOnlyList<long> SnapshotSums(Network network, int runs)
    {
        var bank = new Bank(5, transfers: 40).WithSnapshots(5, first: 20.Milliseconds(), every: 40.Milliseconds());
        return [.. Enumerable.Range(1, runs).SelectMany(seed =>
        {
            var run = bank.Simulate(5, (ulong)seed, network, Trace.KeepAll());
            run.RunUntil(Instant.FromMilliseconds(500));
            return Bank.SnapshotsIn(run.Trace, nodes: 5).Select(Bank.MoneyIn);
        })];
    }

    /// <summary>The claim that a complete snapshot of two branches holds all the money.</summary>
    /// <param name="bank">A bank of two branches that takes one snapshot.</param>
    /// <param name="money">How much the bank has.</param>
    public static ProtocolCheck<ChandyLamport<Bank.State, Bank.Message>.State, SnapshotMessage<Bank.Message>, (int Parts, long Sum)> Audit(
        this ChandyLamport<Bank.State, Bank.Message> bank, long money)
    {
        ArgumentNullException.ThrowIfNull(bank);
        return bank.Check(nodes: 2)
            .Observe((Parts: 0, Sum: 0L), (book, _, output) => output is StateRecorded ? book : (book.Parts + 1, book.Sum + Bank.MoneyIn(output)))
            .Always("all the money is in it", state => state.History.Parts < 2 || state.History.Sum == money);
    }

    private static Cut Photograph(ulong seed, Duration offset)
    {
        var run = new Bank(4, transfers: 30).Simulate(4, seed, Delay.Exponential(10.Milliseconds()), Trace.KeepAll(states: true));
        run.Run();
        var clocks = ClockExperiment.Clocks(offset, 0, seed);
        return CausalHistory.Of(run.Trace).CutBy(branch => Instant.FromMilliseconds(100) - clocks(branch).Error(Instant.Zero));
    }
}
