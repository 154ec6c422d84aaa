using DistLab.Protocols;

namespace DistLab.Consensus;

// Interaction with clients (§8), and reads that bypass the log (dissertation, §6.4).
public partial class Raft<TMachine, TCommand, TResult>
{
    /// <summary>A leader appends a command to its log, and answers when it is applied; others send the client on, or ask the leader in its place if it is outside.</summary>
    private State OnClientRequest(State state, NodeId self, NodeId from, ClientRequest request, Effects<Message> effects)
    {
        var origin = from == NodeId.Outside ? self : from;
        if (state.Role != RaftRole.Leader)
        {
            if (from == NodeId.Outside && state.Leader is { } leader)
                effects.Send(leader, request);
            else
                Answer(self, origin, new NotLeader(request.Client, request.Serial, state.Leader), effects);
            return state;
        }
        return _machine.IsRead(request.Command)
            ? OnRead(state, self, origin, request, effects)
            : Append(state, self, new Command(state.CurrentTerm, request, origin), effects);
    }

    /// <summary>
    /// A read may see what was committed when it came, but of a term's first leader only after its first entry: until then the leader
    /// may not know what is committed. And another leader may have been elected: a round of heartbeats tells.
    /// </summary>
    private State OnRead(State state, NodeId self, NodeId origin, ClientRequest request, Effects<Message> effects)
    {
        var round = state.Round + 1;
        var read = new PendingRead(request, origin, Math.Max(state.CommitIndex, state.TermStart), round);
        state = state with { Round = round, Reads = state.Reads.Add(read) };
        foreach (var (server, progress) in state.Followers)
        {
            if (progress.NextIndex > state.Log.Snapshot.LastIndex)
                effects.Send(server, EntriesAfter(state, progress.NextIndex - 1, []));
            else
                state = SendEntries(state, server, effects);
        }
        return state;
    }

    private State AnswerReads(State state, NodeId self, Effects<Message> effects)
    {
        ValueList<PendingRead> waiting = [];
        foreach (var read in state.Reads)
        {
            if (read.ReadIndex > state.LastApplied || !IsConfirmed(state, self, read))
            {
                waiting = waiting.Add(read);
                continue;
            }
            var (_, result) = _machine.Apply(state.Machine, read.Request.Command);
            Answer(self, read.Origin, new ClientReply(read.Request.Client, read.Request.Serial, result), effects);
        }
        return waiting.Count == state.Reads.Count ? state : state with { Reads = waiting };
    }

    private static void Answer(NodeId self, NodeId origin, Message answer, Effects<Message> effects)
    {
        if (origin == self)
            effects.Output(answer);
        else
            effects.Send(origin, answer);
    }

    /// <summary>The leader's answer to whom this server has asked for.</summary>
    private static State Tell(State state, Message answer, Effects<Message> effects)
    {
        effects.Output(answer);
        return state;
    }
}
