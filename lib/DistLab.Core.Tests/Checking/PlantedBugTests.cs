using DistLab.Checking;
using DistLab.Coordination;
using DistLab.Core.Tests.Checking.Models;
using DistLab.Protocols;

namespace DistLab.Core.Tests.Checking;

/// <summary>A checker that finds nothing proves nothing: each kind of property and of fault has a bug that it must find, in the fewest steps, and a cure that it must let pass.</summary>
public sealed class PlantedBugTests
{
    private static readonly Workload OneVisit = Workload.Closed(1.Milliseconds(), 1.Milliseconds(), entries: 1);
    private static readonly Workload Visits = Workload.Closed(1.Milliseconds(), 1.Milliseconds());

    [Fact]
    public void Committing_before_all_are_prepared_is_found_by_what_always_holds()
    {
        var result = new TwoPhaseSystem(3, enough: 1).Check().Always("consistent", TwoPhaseSystem.IsConsistent).Run(OneWorker.Instance);
        Assert.Equal("✗ consistent: violated after 5 steps", result["consistent"].ToString());
        Assert.Equal(["0 prepares", "TM hears that 0 is prepared", "TM commits", "0 hears commit", "1 chooses to abort"], result.Counterexample.Steps.Select(step => step.Label));
        Assert.False(TwoPhaseSystem.IsConsistent(result.Counterexample.End));
    }

    [Fact]
    public void Entering_without_asking_is_found_by_what_never_holds()
    {
        Assert.Equal(2, Exclusion(new NoMutex(OneVisit), nodes: 2).Counterexample.Steps.Count);
        Assert.True(Exclusion(new TokenRingMutex(3, OneVisit), nodes: 3).Holds);
        Assert.True(Exclusion(new CentralServerMutex(OneVisit), nodes: 3).Holds);
    }

    [Fact]
    public void A_lease_that_runs_out_too_early_lets_two_in()
    {
        // Two ask, one is granted and enters, its lease runs out, the other is granted and enters.
        Assert.Equal(7, Exclusion(new CentralServerMutex(OneVisit, lease: 1.Seconds()), nodes: 3).Counterexample.Steps.Count);
    }

    [Fact]
    public void What_is_never_reached_is_found_by_what_sometimes_holds()
    {
        var ring = new TokenRingMutex(3, OneVisit).Check(nodes: 3)
            .Sometimes("one inside, two waiting", state => Count(state, MutexPhase.Held) == 1 && Count(state, MutexPhase.Wanted) == 2)
            .Sometimes("two inside", state => Count(state, MutexPhase.Held) == 2)
            .Run(OneWorker.Instance);
        Assert.Equal(["✓ one inside, two waiting: seen after 4 steps", "✗ two inside: in no state"], ring.Findings.Select(finding => finding.ToString()));
        Assert.False(ring["two inside"].HasRun);
    }

    [Fact]
    public void A_deadlock_is_found_by_what_holds_at_rest()
    {
        var result = new HungryPhilosophers(4).Check().WhenQuiet("never stuck", _ => false).Run(OneWorker.Instance);
        Assert.Equal("✗ never stuck: violated after 4 steps", result["never stuck"].ToString());
        Assert.All(result.Counterexample.End.InHand, inHand => Assert.Equal(1, inHand));
        Assert.True(new HungryPhilosophers(4, oneIsLeftHanded: true).Check().WhenQuiet("never stuck", _ => false).Run(OneWorker.Instance).Holds);
    }

    [Fact]
    public void A_lost_message_that_is_not_sent_again_is_found()
    {
        Assert.True(Done(new Counter(asksAgain: false), losses: 0).Holds);
        var result = Done(new Counter(asksAgain: false), losses: 1);
        Assert.Equal("✗ done at rest: violated after 1 step", result["done at rest"].ToString());
        Assert.Equal("✗ done at last: avoided for ever: after 1 step nothing is left to happen", result["done at last"].ToString());
        Assert.True(Done(new Counter(), losses: 2).Holds);
    }

    [Fact]
    public void A_duplicate_that_is_counted_twice_is_found()
    {
        Assert.True(CountedOnce(new Counter(knowsDuplicates: false, asksAgain: false), duplications: 0).Holds);
        Assert.Equal(2, CountedOnce(new Counter(knowsDuplicates: false, asksAgain: false), duplications: 1).Counterexample.Steps.Count);
        Assert.True(CountedOnce(new Counter(), duplications: 2).Holds);
    }

    [Fact]
    public void A_vote_that_is_not_written_down_is_found_by_a_crash()
    {
        Assert.True(OneElected(new Voter(writesDown: false), crashes: 0).Holds);
        var run = OneElected(new Voter(writesDown: false), crashes: 1).Counterexample;
        Assert.Equal(
            ["P0 receives ask from P1", "P1 receives vote from P0", "P0 crashes", "P0 restarts", "P0 receives ask from P2", "P2 receives vote from P0"],
            run.Steps.Select(step => step.Text));
        Assert.True(OneElected(new Voter(), crashes: 2).Holds);
    }

    [Fact]
    public void A_node_that_may_stay_down_is_not_waited_for()
    {
        var check = new Voter().Check(nodes: 2, crashes: 1).Eventually("elected", state => state[1]?.HasVote == true);
        Assert.False(check.Run(OneWorker.Instance).Holds);
        Assert.False(check.AfterCrash(AfterCrash.StaysDown).Run(OneWorker.Instance).Holds);
        // The question of a node that has crashed may have arrived in vain, and is not asked again.
        var asked = new Voter().Check(nodes: 2, crashes: 1).AfterCrash(AfterCrash.Restarts).LeadsTo("is back", state => !state.IsUp(0), state => state.IsUp(0));
        Assert.True(asked.Run(OneWorker.Instance).Holds);
    }

    [Fact]
    public void A_loop_that_avoids_the_end_is_found_by_what_eventually_holds()
    {
        Assert.True(Caught(new Relay(3)).Holds);
        var result = Caught(new Relay(3, catches: false));
        Assert.Equal("✗ caught: avoided for ever: 0 steps, then 3 steps again and again", result["caught"].ToString());
        Assert.Equal(0, result.Counterexample.LoopsFrom);
    }

    [Fact]
    public void Waiting_for_ever_is_found_by_what_leads_to_something()
    {
        var check = new TokenRingMutex(2, Visits).Check(nodes: 2).LeadsTo("who wants, enters", state => state[1]!.Phase == MutexPhase.Wanted, state => state[1]!.Phase == MutexPhase.Held);
        Assert.True(check.Run(OneWorker.Instance).Holds);
        var lossy = new TokenRingMutex(2, Visits).Check(nodes: 2, losses: 1).LeadsTo("who wants, enters", state => state[1]!.Phase == MutexPhase.Wanted, state => state[1]!.Phase == MutexPhase.Held);
        Assert.StartsWith("✗ who wants, enters: avoided for ever: ", lossy.Run(OneWorker.Instance)["who wants, enters"].ToString());
    }

    [Fact]
    public void Without_fairness_termination_need_not_be_detected()
    {
        var fair = new Ewd840(3).Check().LeadsTo("detected", Ewd840.HasTerminated, Ewd840.IsDetected);
        Assert.True(fair.Run(OneWorker.Instance).Holds);
        var unfair = new Ewd840(3, isFair: false).Check().LeadsTo("detected", Ewd840.HasTerminated, Ewd840.IsDetected);
        Assert.Equal("✗ detected: avoided for ever: after 0 steps nothing is left to happen", unfair.Run(OneWorker.Instance)["detected"].ToString());
        // Nothing says that nodes ever become passive.
        Assert.False(new Ewd840(3).Check().Eventually("terminated", Ewd840.HasTerminated).Run(OneWorker.Instance).Holds);
    }

    [Fact]
    public void No_philosopher_of_Chandy_and_Misra_starves()
    {
        var table = new DiningPhilosophers(5).Check();
        for (var i = 0; i < 5; i++)
        {
            var self = i;
            table = table.LeadsTo($"{self} eats", state => state.IsHungry[self], state => !state.IsHungry[self]);
        }
        Assert.True(table.Run(Cores.All).Holds);
        // Two neighbours can take turns and starve the one between them.
        var greedy = new HungryPhilosophers(3, oneIsLeftHanded: true).Check().LeadsTo("1 eats", state => state.InHand[1] == 0, state => state.InHand[1] == 2).Run(OneWorker.Instance);
        Assert.NotNull(greedy.Counterexample.LoopsFrom);
    }

    [Fact]
    public void Code_that_fails_is_found_with_the_way_to_it()
    {
        var result = new Dice(2).Check(nodes: 2).Inject(1, "break").Run(OneWorker.Instance);
        Assert.Equal("✗ no step fails: violated after 1 step: The die broke.", result.Findings[0].ToString());
        Assert.Equal("The die broke.", result.Counterexample.Failure);
        Assert.Contains("1 ms P1 Receive #1 from outside break", result.Counterexample.Trace.ToString(), StringComparison.Ordinal);
    }

    private static int Count<TState>(GlobalState<TState, MutexMessage, Nothing> state, MutexPhase phase)
        where TState : MutexState => state.States.Count(client => client.Phase == phase);

    private static SearchResult<ProtocolRun<TState, MutexMessage>> Exclusion<TState>(MutualExclusion<TState> protocol, int nodes)
        where TState : MutexState =>
        protocol.Check(nodes).Never("two inside", state => Count(state, MutexPhase.Held) > 1).Run(OneWorker.Instance);

    private static SearchResult<ProtocolRun<Counter.State, Counter.Message>> Done(Counter protocol, int losses) =>
        protocol.Check(nodes: 2, losses, timeouts: 3).FindAll()
            .WhenQuiet("done at rest", state => state[1]!.IsDone || state.Timers(1).Count > 0)
            .Eventually("done at last", state => state[1]!.IsDone || state.Timers(1).Count > 0)
            .Run(OneWorker.Instance);

    private static SearchResult<ProtocolRun<Counter.State, Counter.Message>> CountedOnce(Counter protocol, int duplications) =>
        protocol.Check(nodes: 2, duplications: duplications, timeouts: 2).Always("counted once", state => state[0]!.Count <= 1).Run(OneWorker.Instance);

    private static SearchResult<ProtocolRun<Voter.State, Voter.Message>> OneElected(Voter protocol, int crashes) =>
        protocol.Check(nodes: 3, crashes: crashes).Observe(0, (elected, _, _) => elected + 1)
            .Never("two elected", state => state.History > 1).Run(OneWorker.Instance);

    private static SearchResult<ProtocolRun<Relay.State, Relay.Ball>> Caught(Relay protocol) =>
        protocol.Check(nodes: 3).Eventually("caught", state => state[2]!.HasBall).Run(OneWorker.Instance);
}
