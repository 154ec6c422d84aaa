using DistLab.Checking;
using DistLab.Consensus;
using DistLab.Protocols;
using DistLab.Simulation;
using FsCheck;
using FsCheck.Fluent;
using Cores = DistLab.Core.Tests.Checking.Cores;

namespace DistLab.Core.Tests.Consensus;

/// <summary>Synchronous consensus under crashes: f + 1 rounds do, f do not.</summary>
public sealed class FloodSetTests
{
    [Fact]
    public void Two_rounds_withstand_one_crash_in_every_run()
    {
        var result = Claims(new FloodSet(3, rounds: 2, faulty: [0])).Sometimes("with a crash", state => state[0]!.HasCrashed && state[1]!.Decision is not null).Run(Cores.All);
        Assert.True(result.Holds, result.ToString());
        Assert.Equal(SearchEnd.Complete, result.End);
    }

    [Fact]
    public void One_round_does_not_because_a_crash_in_its_middle_reaches_some_only()
    {
        var result = Claims(new FloodSet(3, rounds: 1, faulty: [0])).Run(Cores.All);
        Assert.Equal(Verdict.Violated, result["agreement"].Verdict);
        Assert.True(result.Counterexample.End(0)!.HasCrashed);
    }

    [Fact]
    public void Without_a_crash_one_round_is_enough() => Assert.True(Claims(new FloodSet(3, rounds: 1, faulty: [])).Run(Cores.All).Holds);

    [Fact]
    public void One_who_decides_on_the_least_he_saw_in_the_first_round_is_found() =>
        Assert.Equal(Verdict.Violated, Claims(new Hasty()).Run(Cores.All)["agreement"].Verdict);

    [Fact]
    public void Three_crashes_need_four_rounds()
    {
        Assert.Equal(0, Disagreements(processes: 5, crashes: 3, rounds: 4, seeds: 500));
        Assert.InRange(Disagreements(processes: 5, crashes: 2, rounds: 2, seeds: 2_000), 1, 200);
    }

    [Fact]
    public void Whatever_the_size_the_crashes_and_the_delays_the_correct_agree_on_an_input() =>
        Prop.ForAll((from processes in Gen.Choose(2, 7) from crashes in Gen.Choose(0, processes - 1) from seed in Gen.Choose(1, int.MaxValue) select (processes, crashes, seed)).ToArbitrary(), s =>
        {
            var run = new FloodSet(s.processes, s.crashes + 1, NodeSet.First(s.crashes)).Simulate(s.processes, (ulong)s.seed, Delay.Exponential(1.Milliseconds()));
            run.Run();
            var decisions = Enumerable.Range(s.crashes, s.processes - s.crashes).Select(process => run.State(process).Decision).Distinct().ToList();
            return decisions.Count == 1 && decisions[0] is { } decision && Enumerable.Range(0, s.processes).Any(process => run.State(process).Input == decision);
        }).QuickCheckThrowOnFailure();

    private static int Disagreements(int processes, int crashes, int rounds, int seeds)
    {
        var found = 0;
        for (var seed = 1; seed <= seeds; seed++)
        {
            var run = new FloodSet(processes, rounds, NodeSet.First(crashes), [0, .. Enumerable.Repeat(1, processes - 1)]).Simulate(processes, (ulong)seed);
            run.Run();
            found += Enumerable.Range(crashes, processes - crashes).Select(process => run.State(process).Decision).Distinct().Count() > 1 ? 1 : 0;
        }
        return found;
    }

    private static ProtocolCheck<FloodState, FloodMessage, Nothing> Claims(FloodSet flood) => flood.Check(nodes: 3)
        .Always("agreement", state => state.States.Select(process => process.Decision).Where(decision => decision is not null).Distinct().Count() <= 1)
        .Always("validity", state => state.States.All(process => process.Decision is null || state.States.Any(other => other.Input == process.Decision)))
        .WhenQuiet("the correct decide", state => state.States.All(process => process.HasCrashed || process.Decision is not null));

    private sealed class Hasty() : FloodSet(3, rounds: 1, faulty: [0])
    {
        protected override int Decide(ValueList<int> seen) => seen.Min();
    }
}
