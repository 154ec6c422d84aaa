using DistLab.Checking;
using DistLab.Coordination;
using DistLab.Core.Tests.Checking;
using DistLab.Protocols;
using static DistLab.Coordination.MutualExclusionChecks;

namespace DistLab.Core.Tests.Coordination;

/// <summary>Safety, liveness and order of each algorithm, in every run of a small instance.</summary>
public sealed class MutualExclusionCheckTests(ITestOutputHelper output)
{
    private static readonly Workload Visit = Workload.Closed(1.Milliseconds(), 1.Milliseconds(), entries: 1);
    private static readonly Workload TwoVisits = Workload.Closed(1.Milliseconds(), 1.Milliseconds(), entries: 2);
    private static readonly Workload Visits = Workload.Closed(1.Milliseconds(), 1.Milliseconds());
    private static readonly Workload OnDemand = Workload.OnDemand(1.Milliseconds());

    [Fact]
    public void The_central_server_is_safe_and_live()
    {
        Holds(new CentralServerMutex(TwoVisits).CheckExclusion(nodes: 4).Run(Cores.All));
    }

    [Fact]
    public void The_ring_is_safe_and_nobody_starves() => Holds(new TokenRingMutex(4, Visits).CheckForEver(nodes: 4).Run(Cores.All));

    [Fact]
    public void Lamports_algorithm_is_safe_and_live_over_channels_that_keep_order()
    {
        Holds(new LamportMutex(2, TwoVisits).CheckExclusion(nodes: 2).InOrder().Run(Cores.All));
        Holds(new LamportMutex(3, Visit).CheckExclusion(nodes: 3).InOrder().Run(Cores.All));
    }

    [Fact]
    public void Ricart_and_Agrawalas_algorithm_is_safe_and_live_over_any_channels()
    {
        Holds(new RicartAgrawalaMutex(2, TwoVisits).CheckExclusion(nodes: 2).Run(Cores.All));
        Holds(new RicartAgrawalaMutex(3, Visit).CheckExclusion(nodes: 3).Run(Cores.All));
    }

    [Fact]
    public void Sanders_messages_make_Maekawas_algorithm_live_over_any_channels()
    {
        Holds(new MaekawaSandersMutex(Quorums.ProjectivePlane(3), TwoVisits).CheckExclusion(nodes: 3).Run(Cores.All));
        Holds(new MaekawaSandersMutex(Quorums.Grid(3), Visit).CheckExclusion(nodes: 3).Run(Cores.All));
    }

    [Fact]
    public void Those_that_stamp_requests_keep_their_order_and_the_others_do_not()
    {
        Holds(new LamportMutex(3, OnDemand).CheckOrder(nodes: 3, first: 0, then: 1).InOrder().Run(Cores.All));
        Holds(new RicartAgrawalaMutex(3, OnDemand).CheckOrder(nodes: 3, first: 0, then: 1).Run(Cores.All));
        // P1 asks and tells P2, which asks; its request reaches the server first, and is granted.
        Assert.Equal(4, Violated(Order, new CentralServerMutex(OnDemand).CheckOrder(nodes: 3, first: 1, then: 2).InOrder().Run(Cores.All)));
        Violated(Order, new TokenRingMutex(3, OnDemand).CheckOrder(nodes: 3, first: 1, then: 0).Run(Cores.All));
        Violated(Order, new MaekawaSandersMutex(Quorums.ProjectivePlane(3), OnDemand).CheckOrder(nodes: 3, first: 0, then: 1).Run(Cores.All));
    }

    [Fact]
    public void Requests_are_granted_in_the_order_of_their_stamps()
    {
        Holds(new LamportMutex(2, TwoVisits).Check(nodes: 2).InOrder().Never("a later one is inside", state =>
            state.States.Any(inside => inside.Phase == MutexPhase.Held && inside.Queue[0].Node != state.States.Select((s, i) => (s, i)).First(x => ReferenceEquals(x.s, inside)).i)).Run(Cores.All));
        Holds(new RicartAgrawalaMutex(3, Visit).Check(nodes: 3).Never("a later one is inside", state =>
            state.States.Any(inside => inside.Phase == MutexPhase.Held && state.States.Any(waiting => waiting.Phase == MutexPhase.Wanted && waiting.Own < inside.Own))).Run(Cores.All));
    }

    [Fact]
    public void Lamports_algorithm_needs_channels_that_keep_order() =>
        Violated(Safety, new LamportMutex(2, TwoVisits).CheckExclusion(nodes: 2).Run(Cores.All));

    [Fact]
    public void Not_hearing_from_all_breaks_Lamports_algorithm() =>
        Violated(Safety, new Hasty(2, Visit).CheckExclusion(nodes: 2).InOrder().Run(Cores.All));

    [Fact]
    public void Replying_in_spite_of_an_earlier_request_breaks_Ricart_and_Agrawalas_algorithm() =>
        Violated(Safety, new Polite(2, Visit).CheckExclusion(nodes: 2).Run(Cores.All));

    [Fact]
    public void Never_replying_while_waiting_deadlocks_Ricart_and_Agrawalas_algorithm() =>
        Violated(Liveness, new Stubborn(2, Visit).CheckExclusion(nodes: 2).Run(Cores.All));

    [Fact]
    public void Voting_sets_that_do_not_intersect_let_two_in()
    {
        var apart = Quorums.Of([0, 1], [0, 1], [2]);
        Assert.False(apart.Intersect);
        Violated(Safety, new MaekawaMutex(apart, Visit).CheckExclusion(nodes: 3).Run(Cores.All));
        Violated(Safety, new MaekawaSandersMutex(apart, Visit).CheckExclusion(nodes: 3).Run(Cores.All));
    }

    [Fact]
    public void The_plain_form_of_Maekawas_algorithm_is_safe_and_deadlocks()
    {
        var result = new MaekawaMutex(Quorums.ProjectivePlane(3), Visit).CheckExclusion(nodes: 3).FindAll().Run(Cores.All);
        output.WriteLine(result.ToString());
        Assert.Equal(Verdict.Holds, result[Safety].Verdict);
        var stuck = result[Liveness].Run;
        // Three ask, and each gets its own vote and no other: a circle, as the textbook draws it.
        Assert.All(Enumerable.Range(0, 3), node => Assert.Equal((MutexPhase.Wanted, new NodeId(node)), (stuck.End(node)!.Phase, stuck.End(node)!.VotedFor)));
    }

    [Fact]
    public void A_crash_blocks_whoever_waits_for_an_answer_of_the_dead()
    {
        Violated(Liveness, new RicartAgrawalaMutex(2, Visit).CheckExclusion(nodes: 2, crashes: 1).Run(Cores.All));
        Violated(Liveness, new LamportMutex(2, Visit).CheckExclusion(nodes: 2, crashes: 1).InOrder().Run(Cores.All));
        Violated(Liveness, new TokenRingMutex(2, Visit).CheckExclusion(nodes: 2, crashes: 1).Run(Cores.All));
    }

    [Fact]
    public void A_detector_that_is_wrong_lets_two_in() =>
        Violated(Safety, new RicartAgrawalaMutex(2, Visit).CheckExclusion(nodes: 2).Inject(0, MutexMessage.Suspect(1)).Run(Cores.All));

    [Fact]
    public void Order_is_checked_only_where_nobody_asks_unbidden() =>
        Assert.Throws<ArgumentException>(() => new RicartAgrawalaMutex(2, Visit).CheckOrder(nodes: 2, first: 0, then: 1));

    private int Violated<TState>(string property, SearchResult<ProtocolRun<TState, MutexMessage>> result)
        where TState : class
    {
        output.WriteLine(result.ToString());
        Assert.Equal(Verdict.Violated, result[property].Verdict);
        return result[property].Run.Steps.Count;
    }

    private void Holds<TRun>(SearchResult<TRun> result)
        where TRun : class
    {
        output.WriteLine(result.ToString());
        Assert.True(result.Holds && result.End == SearchEnd.Complete, result.ToString());
    }

    private sealed class Hasty(int count, Workload workload) : LamportMutex(count, workload)
    {
        protected override bool MayEnter(State state, NodeId self) => state.Queue[0].Node == self;
    }

    private sealed class Polite(int count, Workload workload) : RicartAgrawalaMutex(count, workload)
    {
        protected override bool Defers(State state, RequestStamp request) => state.Phase == MutexPhase.Held;
    }

    private sealed class Stubborn(int count, Workload workload) : RicartAgrawalaMutex(count, workload)
    {
        protected override bool Defers(State state, RequestStamp request) => state.Phase != MutexPhase.Released;
    }
}
