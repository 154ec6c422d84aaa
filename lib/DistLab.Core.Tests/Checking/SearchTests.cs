using DistLab.Checking;
using DistLab.Coordination;
using DistLab.Core.Tests.Checking.Models;
using DistLab.Protocols;
using DistLab.Simulation;

namespace DistLab.Core.Tests.Checking;

public sealed class SearchTests
{
    private static readonly Workload OneVisit = Workload.Closed(1.Milliseconds(), 1.Milliseconds(), entries: 1);

    public static TheoryData<int> Workers => [1, 2, 3, 8];

    [Theory]
    [MemberData(nameof(Workers))]
    public void The_number_of_workers_changes_nothing(int workers)
    {
        var check = new CentralServerMutex(OneVisit, lease: 1.Seconds()).Check(nodes: 4, losses: 1, duplications: 1, crashes: 1)
            .Never("two inside", state => state.States.Count(client => client.Phase == MutexPhase.Held) > 1)
            .Sometimes("two wait", state => state[0]?.Waiting.Count == 2)
            .LeadsTo("who wants, enters", state => state[1]?.Phase == MutexPhase.Wanted, state => state[1]?.Phase == MutexPhase.Held)
            .UpToStates(30_000).FindAll();
        Assert.Equal(Tell(check.Run(OneWorker.Instance)), Tell(check.Run(new Cores(workers))));
    }

    [Theory]
    [MemberData(nameof(Workers))]
    public void The_number_of_workers_changes_nothing_in_a_transition_system(int workers)
    {
        var check = new TwoPhaseSystem(5, enough: 4).Check().Always("consistent", TwoPhaseSystem.IsConsistent)
            .Sometimes("all committed", state => state.Rms.All(rm => rm == TwoPhaseSystem.Rm.Committed)).FindAll();
        Assert.Equal(Tell(check.Run(OneWorker.Instance)), Tell(check.Run(new Cores(workers))));
    }

    [Fact]
    public void An_exact_search_finds_the_same()
    {
        var system = new TwoPhaseSystem(6).Check().Exact().Run(Cores.All);
        Assert.Equal((50_816, 402_306, 20), (system.States, system.Generated, system.Depth));
        var actors = new TwoPhaseActors(6).Check(nodes: 7).MessagesStay().Exact().Run(Cores.All);
        Assert.Equal((50_816, 20), (actors.States, actors.Depth));
        Assert.Equal(0, actors.CollisionProbability);
        Assert.True(actors.IsExact);
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void A_fingerprint_changes_by_what_a_step_changes(bool inOrder, bool leavingIgnored)
    {
        var check = new CentralServerMutex(OneVisit, lease: 1.Seconds()).Check(nodes: 3, losses: 1, duplications: 1, crashes: 1, timeouts: 5)
            .Observe(0, (count, _, output) => output is CriticalSectionEvent.Entered ? count + 1 : count);
        check = inOrder ? check.InOrder() : check;
        check = leavingIgnored ? check.LeavingIgnored() : check;
        // An exact search compares states themselves: were a fingerprint wrong, the numbers would differ.
        var (exact, plain) = (check.Exact().Run(OneWorker.Instance), check.Run(OneWorker.Instance));
        Assert.Equal((exact.States, exact.Generated, exact.Depth), (plain.States, plain.Generated, plain.Depth));
        Assert.Equal(SearchEnd.Complete, exact.End);
    }

    [Fact]
    public void A_run_that_was_found_is_played_again_by_the_simulator()
    {
        var result = new CentralServerMutex(OneVisit, lease: 1.Seconds()).Check(nodes: 3, losses: 1, duplications: 1, crashes: 1)
            .Never("two inside after a crash", state => state.Crashes == 1 && state.Losses == 1 && state.Duplications == 1 && state.States.Count(client => client.Phase == MutexPhase.Held) > 1)
            .Run(Cores.All);
        var run = result.Counterexample;
        var (once, again) = (run.Replay(), run.Replay());
        Assert.Equal(run.Trace.Digest(), once.Trace.Digest());
        Assert.Equal(once.Trace.Digest(), again.Trace.Digest());
        for (var node = 0; node < 3; node++)
        {
            Assert.Equal(run.End(node) is not null, once.IsUp(node));
            if (run.End(node) is { } end)
                Assert.Equal(end, once.State(node));
        }
        Assert.Contains(run.Trace, row => row.Kind == TraceKind.Duplicate);
        Assert.Contains(run.Trace, row => row.Kind == TraceKind.Lost);
        Assert.Contains(run.Trace, row => row.Kind == TraceKind.Crash);
        Assert.Equal(run.Steps.Count, run.Trace.Count(row => row.Kind is TraceKind.Receive or TraceKind.Lost or TraceKind.Timer or TraceKind.Crash or TraceKind.Restart));
    }

    [Fact]
    public void A_run_that_goes_round_for_ever_ends_where_its_loop_begins()
    {
        var endless = Workload.Closed(1.Milliseconds(), 1.Milliseconds());
        var run = new TokenRingMutex(3, endless).Check(nodes: 3).Eventually("two rounds", state => state.States.All(client => client.Phase == MutexPhase.Held)).Run(OneWorker.Instance).Counterexample;
        var start = run.LoopsFrom!.Value;
        Assert.InRange(run.Steps.Count - start, 1, 100);
        for (var node = 0; node < 3; node++)
        {
            var before = run.Steps.Take(start).LastOrDefault(step => step.Node == node)?.After ?? run.Start[node];
            Assert.Equal(before, run.End(node));
            Assert.Equal(before, run.Replay().State(node));
        }
    }

    [Fact]
    public void A_handler_with_a_memory_of_its_own_is_found_out()
    {
        var run = new Impure().Check(nodes: 1).Sometimes("done", state => state[0]!.Value > 0).Run(OneWorker.Instance)["done"].Run;
        var error = Assert.Throws<InvalidOperationException>(() => run.Replay());
        Assert.Equal("Impure is not a pure function: P0 was State { Value = 1 } in the search and is State { Value = 2 } in the simulator.", error.Message);
    }

    [Fact]
    public void Choices_and_clock_readings_are_tried_in_every_way_and_played_again()
    {
        var result = new Dice(3).Check(nodes: 2).Inject(0, "read").ClockReadings(new Instant(5), new Instant(7))
            .Sometimes("all highest, late", state => state[0]!.Sum == 14 && state[1]!.Sum == 14 && state[0]!.LastReading == 7)
            .Run(OneWorker.Instance);
        // Two nodes start in three ways each.
        Assert.Equal(9, new Dice(3).Check(nodes: 2).UpToSteps(0).Run(OneWorker.Instance).States);
        var run = result["all highest, late"].Run;
        Assert.Equal(3, run.Steps.Count);
        Assert.Equal((14, 7), (run.Replay().State(0).Sum, run.Replay().State(0).LastReading));
        Assert.Contains("ReadClock", run.Trace.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_clock_that_is_read_without_readings_is_told_in_one_line()
    {
        var check = new Dice(2).Check(nodes: 1).Inject(0, "read");
        var error = Assert.Throws<InvalidOperationException>(() => check.Run(OneWorker.Instance));
        Assert.Equal("Dice reads its clock. Say which readings are to be tried: ClockReadings(…).", error.Message);
    }

    [Fact]
    public void Messages_in_order_do_not_overtake_each_other()
    {
        var check = new Numbered(3).Check(nodes: 2).Sometimes("out of order", state => state[1]!.Got is [2, ..]);
        Assert.True(check.Run(OneWorker.Instance).Holds);
        var inOrder = check.InOrder().Run(OneWorker.Instance);
        Assert.False(inOrder.Holds);
        Assert.Equal(4, inOrder.States);
    }

    [Fact]
    public void A_message_that_would_be_ignored_is_left_when_asked_for()
    {
        // Node 0 ignores whoever asks second.
        Assert.True(new Voter().Check(nodes: 4).LeavingIgnored().Run(OneWorker.Instance).States < new Voter().Check(nodes: 4).Run(OneWorker.Instance).States);
    }

    [Fact]
    public void Limits_end_a_search_and_say_so()
    {
        var check = new TwoPhaseActors(6).Check(nodes: 7).MessagesStay().Never("inconsistent", TwoPhaseActors.IsInconsistent);
        var steps = check.UpToSteps(3).Run(OneWorker.Instance);
        Assert.Equal((SearchEnd.DepthLimit, 4), (steps.End, steps.Depth));
        Assert.StartsWith($"Searched all {steps.States} states within 3 steps ", steps.ToString(), StringComparison.Ordinal);
        var states = check.UpToStates(10_000).Run(OneWorker.Instance);
        Assert.Equal(SearchEnd.StateLimit, states.End);
        Assert.InRange(states.States, 10_000, 30_000);
        Assert.Contains("the limit of states was reached", states.ToString(), StringComparison.Ordinal);
        Assert.Equal((Verdict.Open, 0), (states["inconsistent"].Verdict, states.Waiting));
        var memory = check.UpToMemory(2 << 20).Run(OneWorker.Instance);
        Assert.Equal(SearchEnd.MemoryLimit, memory.End);
        Assert.InRange(memory.Bytes, 2 << 20, 4 << 20);
        Assert.Contains("the memory limit was reached", memory.ToString(), StringComparison.Ordinal);
        Assert.Equal(SearchEnd.Complete, check.UpToSteps(19).Run(OneWorker.Instance).End);
        Assert.Equal(SearchEnd.DepthLimit, check.UpToSteps(18).Run(OneWorker.Instance).End);
    }

    [Fact]
    public void A_search_reports_progress_and_can_be_cancelled()
    {
        using var source = new CancellationTokenSource();
        var reports = new List<SearchProgress>();
        var result = new TwoPhaseSystem(7).Check().Run(OneWorker.Instance, new Reporter(report =>
        {
            reports.Add(report);
            if (report.States > 20_000)
                source.Cancel();
        }), source.Token);
        Assert.Equal(SearchEnd.Cancelled, result.End);
        Assert.Equal(reports[^1].States, result.States);
        Assert.Equal(reports.Select(report => report.States).Order(), reports.Select(report => report.States));
    }

    [Fact]
    public void What_equals_only_itself_is_refused()
    {
        var error = Assert.Throws<NotSupportedException>(() => new Listed().Check(nodes: 1).Run(OneWorker.Instance));
        Assert.Equal("State.Items is of the type List<Int32>, two of which are never equal, however alike. Use a ValueList instead.", error.Message);
    }

    [Fact]
    public void What_does_not_go_together_is_refused()
    {
        Assert.Throws<InvalidOperationException>(() => new Voter().Check(nodes: 2, losses: 1).MessagesStay().Run(OneWorker.Instance));
        Assert.Throws<InvalidOperationException>(() => new Voter().Check(nodes: 2).Always("a", _ => true).Observe(0, (count, _, _) => count));
        Assert.Throws<ArgumentException>(() => new Voter().Check(nodes: 2).Always("a", _ => true).Never("a", _ => true));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Voter().Check(nodes: 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Voter().Check(nodes: 2).Inject(2, new(true)));
    }

    private static string Tell<TRun>(SearchResult<TRun> result)
        where TRun : class =>
        string.Join('\n', [result.Summary, .. result.Findings.Select(finding => finding.ToString()), .. result.Findings.Where(finding => finding.HasRun).Select(finding => finding.Run)]);

    private sealed class Reporter(Action<SearchProgress> report) : IProgress<SearchProgress>
    {
        public void Report(SearchProgress value) => report(value);
    }

    private sealed class Numbered(int count) : Protocol<Numbered.State, Numbered.Number>
    {
        public sealed record State(ValueList<int> Got);

        public sealed record Number(int Value);

        public override State Start(NodeId self, Effects<Number> effects)
        {
            for (var i = 1; self == 0 && i <= count; i++)
                effects.Send(1, new(i));
            return new([]);
        }

        public override State OnMessage(State state, NodeId self, NodeId from, Number message, Effects<Number> effects) =>
            new(state.Got.Add(message.Value));
    }

    private sealed class Impure : Protocol<Impure.State, string>
    {
        private int _calls;

        public sealed record State(int Value);

        public override State Start(NodeId self, Effects<string> effects)
        {
            effects.SetTimer("count", 1.Milliseconds());
            return new(0);
        }

        public override State OnMessage(State state, NodeId self, NodeId from, string message, Effects<string> effects) => state;

        public override State OnTimer(State state, NodeId self, string timer, Effects<string> effects) => new(++_calls);
    }

    private sealed class Listed : Protocol<Listed.State, string>
    {
        public sealed record State(List<int> Items);

        public override State Start(NodeId self, Effects<string> effects) => new([]);

        public override State OnMessage(State state, NodeId self, NodeId from, string message, Effects<string> effects) => state;
    }
}
