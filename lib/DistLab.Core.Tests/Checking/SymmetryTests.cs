using DistLab.Checking;
using DistLab.Core.Tests.Checking.Models;
using DistLab.Protocols;

namespace DistLab.Core.Tests.Checking;

public sealed class SymmetryTests
{
    [Theory]
    [InlineData(3)]
    [InlineData(5)]
    public void There_is_one_state_for_all_that_differ_in_names_only(int resourceManagers)
    {
        var classes = Classes(resourceManagers);
        var system = new TwoPhaseSystem(resourceManagers).Check().Symmetric(Sorted).Always("consistent", TwoPhaseSystem.IsConsistent).Run(OneWorker.Instance);
        Assert.Equal(classes, system.States);
        var actors = Symmetric(new TwoPhaseActors(resourceManagers), resourceManagers).Never("inconsistent", TwoPhaseActors.IsInconsistent);
        Assert.Equal(classes, actors.Run(Cores.All).States);
        Assert.True(actors.Run(OneWorker.Instance).Holds);
    }

    [Fact]
    public void A_bug_is_found_in_as_many_steps_as_without_symmetry()
    {
        var check = new TwoPhaseSystem(4, enough: 2).Check().Always("consistent", TwoPhaseSystem.IsConsistent);
        var (plain, symmetric) = (check.Run(OneWorker.Instance), check.Symmetric(Sorted).Run(OneWorker.Instance));
        Assert.Equal(plain.Counterexample.Steps.Count, symmetric.Counterexample.Steps.Count);
        Assert.True(symmetric.States < plain.States);
    }

    [Fact]
    public void A_run_found_with_symmetry_is_a_run_of_the_protocol()
    {
        var result = Symmetric(new TwoPhaseActors(4), 4)
            .Sometimes("all committed", state => state.States.Skip(1).All(rm => rm.Phase == TwoPhaseActors.Phase.Committed)).Run(OneWorker.Instance);
        Assert.Equal(TwoPhaseActors.Phase.Committed, result["all committed"].Run.Replay().State(4).Phase);
    }

    [Fact]
    public void Votes_in_order_are_one_class_whoever_asks()
    {
        var check = new Voter().Check(nodes: 4, losses: 1).InOrder();
        var symmetric = check.Symmetric([1, 2, 3], (state, names) => state with { VotedFor = state.VotedFor is { } node ? names[node] : null }, (message, _) => message);
        var (all, classes) = (check.Run(OneWorker.Instance).States, symmetric.Run(OneWorker.Instance).States);
        Assert.InRange(classes, all / 6, all / 3);
    }

    [Fact]
    public void What_symmetry_does_not_go_with_is_refused()
    {
        var symmetric = Symmetric(new TwoPhaseActors(3), 3);
        Assert.Throws<InvalidOperationException>(() => symmetric.Exact().Run(OneWorker.Instance));
        Assert.Throws<InvalidOperationException>(() => symmetric.Eventually("never", _ => false).Run(OneWorker.Instance));
        Assert.Throws<InvalidOperationException>(() => symmetric.Observe(0, (count, _, _) => count).Run(OneWorker.Instance));
        Assert.Throws<ArgumentException>(() => new Voter().Check(nodes: 3).Symmetric([1, 1], (state, _) => state, (message, _) => message));
    }

    private static ProtocolCheck<TwoPhaseActors.State, TwoPhaseActors.Message, Nothing> Symmetric(TwoPhaseActors protocol, int resourceManagers) =>
        protocol.Check(nodes: resourceManagers + 1).MessagesStay().Symmetric(
            Enumerable.Range(1, resourceManagers).Select(rm => new NodeId(rm)),
            (state, names) => state with { HavePrepared = names.Of(state.HavePrepared) },
            (message, _) => message);

    private static TwoPhaseSystem.State Sorted(TwoPhaseSystem.State state)
    {
        var rms = state.Rms.Select((rm, at) => (rm, state.HavePrepared.Contains(at), state.SaidPrepared.Contains(at))).Order().ToList();
        var (have, said) = (NodeSet.Empty, NodeSet.Empty);
        for (var at = 0; at < rms.Count; at++)
        {
            have = rms[at].Item2 ? have.Add(at) : have;
            said = rms[at].Item3 ? said.Add(at) : said;
        }
        return state with { Rms = [.. rms.Select(rm => rm.rm)], HavePrepared = have, SaidPrepared = said };
    }

    /// <summary>How many states there are when those count as one that become each other by sorting: counted after a search without symmetry.</summary>
    private static int Classes(int resourceManagers)
    {
        var seen = new HashSet<TwoPhaseSystem.State>();
        new TwoPhaseSystem(resourceManagers).Check().Always("noted", state => seen.Add(Sorted(state)) || true).Run(OneWorker.Instance);
        return seen.Count;
    }
}
