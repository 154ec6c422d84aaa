using DistLab.Protocols;

namespace DistLab.Consensus;

// Changes of the cluster, one server at a time (dissertation, chapter 4).
public partial class Raft<TMachine, TCommand, TResult>
{
    /// <summary>
    /// A leader changes the cluster when the last change is committed, and an entry of its own term, too. A server that is to be added
    /// first gets what it lacks, without a vote, so that the cluster need not wait for it.
    /// </summary>
    private State OnChangeServers(State state, NodeId self, NodeId from, ChangeServers change, Effects<Message> effects)
    {
        if (state.Role != RaftRole.Leader && from == NodeId.Outside && state.Leader is { } leader)
        {
            effects.Send(leader, change);
            return state;
        }
        if (WhyNot(state, change.Servers) is { } why)
        {
            effects.Output(new ChangeRefused(why));
            return state;
        }
        state = state with { Joining = change.Servers };
        foreach (var server in change.Servers.Where(server => server != self && !state.Followers.Contains(server)))
            state = SendEntries(state with { Followers = state.Followers.With(server, new(state.Log.LastIndex + 1, 0)) }, server, effects);
        return Admit(state, self, effects);
    }

    private static string? WhyNot(State state, NodeSet servers)
    {
        var now = state.Log.Servers;
        if (state.Role != RaftRole.Leader)
            return "This server is not the leader, and knows none.";
        if (state.CommitIndex < state.Log.ServersIndex)
            return "The last change is not committed yet.";
        if (state.CommitIndex < state.TermStart)
            return "The leader has not committed an entry of its own term yet.";
        if (servers.Count == 0 || now.Count(server => !servers.Contains(server)) + servers.Count(server => !now.Contains(server)) != 1)
            return "A change is by exactly one server.";
        return null;
    }

    /// <summary>The new configuration enters the log when all its servers have what is committed now.</summary>
    private State Admit(State state, NodeId self, Effects<Message> effects)
    {
        if (state.Joining is not { } servers || state.Followers.Any(f => !state.Log.Servers.Contains(f.Key) && servers.Contains(f.Key) && f.Value.MatchIndex < state.CommitIndex))
            return state;
        return Append(state with { Joining = null }, self, new Configuration(state.CurrentTerm, servers), effects);
    }

    /// <summary>Once the new configuration is committed, servers that are not in it are sent nothing more; a leader that is not steps down.</summary>
    private State OnServersCommitted(State state, long formerCommitIndex, NodeId self, Effects<Message> effects)
    {
        var (at, servers) = (state.Log.ServersIndex, state.Log.Servers);
        if (at <= formerCommitIndex || at > state.CommitIndex)
            return state;
        effects.Output(new ServersChanged(servers));
        foreach (var (server, _) in state.Followers.Where(follower => !servers.Contains(follower.Key)))
            state = state with { Followers = state.Followers.Without(server) };
        return servers.Contains(self) ? state : BecomeFollower(ApplyCommitted(state, self, effects), state.CurrentTerm, self, effects);
    }
}
