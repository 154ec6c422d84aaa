using DistLab.Consensus;
using DistLab.Protocols;

namespace DistLab.Core.Tests.Consensus.Raft;

// Stores in each of which one rule of Raft is broken.

/// <summary>The vote is not persistent: after a crash a server votes once more in the same term.</summary>
internal sealed class ForgetsItsVote(int servers, RaftOptions options) : RaftStore(servers, options)
{
    public override State? Durable(State state) => base.Durable(state)! with { VotedFor = null };
}

/// <summary>A leader answers reads without asking whether it is the leader still.</summary>
internal sealed class ReadsWithoutAsking(int servers, RaftOptions options) : RaftStore(servers, options)
{
    protected override bool IsConfirmed(State state, NodeId self, PendingRead read) => true;
}

/// <summary>An entry of an old term is taken for committed as soon as a majority has it.</summary>
internal sealed class CommitsByCounting(int servers, RaftOptions options) : RaftStore(servers, options)
{
    protected override bool MayCommit(State state, long index) => true;
}

/// <summary>Two of five are enough, so that two quorums may have nobody in common.</summary>
internal sealed class DecidesByHalf(int servers, RaftOptions options) : RaftStore(servers, options)
{
    protected override bool IsQuorum(NodeSet servers, NodeSet agreeing) => servers.Count(agreeing.Contains) >= servers.Count / 2;
}

/// <summary>A server votes for a candidate whose log lacks what its own has.</summary>
internal sealed class VotesForAnOldLog(int servers, RaftOptions options) : RaftStore(servers, options)
{
    protected override bool IsUpToDate(RequestVote candidate, ReplicatedLog own) => true;
}
