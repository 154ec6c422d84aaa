using DistLab.Consensus;
using DistLab.Protocols;

namespace DistLab.Core.Tests.Consensus.Raft;

/// <summary>Each guarantee, broken by hand, is seen to be, and no other one with it.</summary>
public sealed class RaftSafetyTests
{
    private readonly RaftSafety<ValueMap<string, string>, StoreCommand, StoreResult> _safety = new();

    [Fact]
    public void Two_leaders_of_a_term()
    {
        _safety.See(0, Server(2, RaftRole.Leader));
        _safety.See(1, Server(3, RaftRole.Leader));
        OnlyBroken(null);
        _safety.See(2, Server(2, RaftRole.Leader));
        OnlyBroken(RaftGuarantee.ElectionSafety);
    }

    [Fact]
    public void Logs_that_agree_in_an_entry_but_not_before()
    {
        _safety.See(0, Server(3, RaftRole.Follower, 1, 2, 3));
        _safety.See(1, Server(3, RaftRole.Follower, 1, 1));
        OnlyBroken(null);
        _safety.See(1, Server(3, RaftRole.Follower, 1, 1, 3));
        OnlyBroken(RaftGuarantee.LogMatching);
    }

    [Fact]
    public void A_leader_of_a_later_term_without_a_committed_entry()
    {
        _safety.See(0, Server(2, RaftRole.Leader, 1, 2) with { CommitIndex = 2 });
        _safety.See(1, Server(1, RaftRole.Leader, 1));
        OnlyBroken(null);
        _safety.See(2, Server(3, RaftRole.Leader, 1));
        OnlyBroken(RaftGuarantee.LeaderCompleteness);
    }

    [Fact]
    public void Two_entries_committed_in_one_place()
    {
        _safety.See(0, Server(2, RaftRole.Follower, 1, 2) with { CommitIndex = 2 });
        _safety.See(1, Server(3, RaftRole.Follower, 1, 3) with { CommitIndex = 1 });
        OnlyBroken(null);
        _safety.See(1, Server(3, RaftRole.Follower, 1, 3) with { CommitIndex = 2 });
        OnlyBroken(RaftGuarantee.StateMachineSafety);
    }

    [Fact]
    public void State_machines_that_differ_after_the_same_entry()
    {
        _safety.See(0, Server(1, RaftRole.Follower, 1) with { CommitIndex = 1, LastApplied = 1 });
        _safety.See(1, Server(1, RaftRole.Follower, 1) with { CommitIndex = 1, LastApplied = 1, Machine = [new("x", "1")] });
        OnlyBroken(RaftGuarantee.StateMachineSafety);
    }

    private void OnlyBroken(RaftGuarantee? broken) =>
        Assert.All(Enum.GetValues<RaftGuarantee>(), guarantee => Assert.True(_safety.Holds(guarantee) == (guarantee != broken), $"{guarantee}: {_safety.Why(guarantee)}"));

    private static RaftStore.State Server(long term, RaftRole role, params long[] terms)
    {
        RaftStore.ReplicatedLog log = new(new RaftStore.Snapshot(0, 0, NodeSet.First(3), 0, [], []));
        foreach (var each in terms)
            log = log.Append(new RaftStore.NoOp(each));
        return new() { CurrentTerm = term, Role = role, Log = log, Machine = [], Sessions = [] };
    }
}
