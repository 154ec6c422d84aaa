using DistLab.Protocols;

namespace DistLab.Consensus;

/// <summary>
/// Raft: servers agree on a log of commands and apply it to a state machine. A majority of them suffices; whatever was
/// acknowledged stays, even if all crash.
/// </summary>
/// <remarks>
/// <para>Ongaro and Ousterhout, "In Search of an Understandable Consensus Algorithm (Extended Version)" (2014): section and figure
/// numbers are that paper's. From Ongaro's dissertation (2014): changes of the cluster by one server at a time (chapter 4, with the
/// correction of 2015 that a leader must have committed an entry of its own term first), and linearizable reads without the log
/// (§6.4).</para>
/// <para>Left out: snapshots in several pieces, so that over real sockets one must fit into a message (4 MiB); the end of sessions; and
/// the defence of a cluster against a removed server that has not learned so and keeps asking for votes, which costs time, not safety.</para>
/// <para>The rules that notebooks and tests break to show what for they are there are virtual: <see cref="Protocol{TState, TMessage}.Durable"/>,
/// <see cref="IsQuorum"/>, <see cref="IsUpToDate"/>, <see cref="MayCommit"/> and <see cref="IsConfirmed"/>.</para>
/// </remarks>
/// <typeparam name="TMachine">The state machine's state.</typeparam>
/// <typeparam name="TCommand">What clients ask of it.</typeparam>
/// <typeparam name="TResult">What they are answered.</typeparam>
public partial class Raft<TMachine, TCommand, TResult> : Protocol<Raft<TMachine, TCommand, TResult>.State, Raft<TMachine, TCommand, TResult>.Message>
    where TMachine : class
    where TCommand : class
    where TResult : class
{
    private readonly IStateMachine<TMachine, TCommand, TResult> _machine;
    private readonly NodeSet _servers;
    private readonly RaftOptions _options;

    /// <summary>A cluster of servers for a state machine.</summary>
    /// <param name="machine">The state machine.</param>
    /// <param name="servers">The servers at first. Others may be added later: until then they wait.</param>
    /// <param name="options">Times and sizes.</param>
    /// <exception cref="ArgumentException">There is no server.</exception>
    public Raft(IStateMachine<TMachine, TCommand, TResult> machine, NodeSet servers, RaftOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(machine);
        if (servers.Count == 0)
            throw new ArgumentException("A cluster has at least one server.", nameof(servers));
        (_machine, _servers, _options) = (machine, servers, options ?? new());
    }

    /// <inheritdoc/>
    public override State Start(NodeId self, Effects<Message> effects) =>
        Begin(AtSnapshot(0, null, new(new Snapshot(0, 0, _servers, 0, _machine.Initial, []))), effects);

    /// <summary>After a crash a server is a follower that knows what was persistent.</summary>
    public override State OnRestart(State? durable, NodeId self, Effects<Message> effects) =>
        durable is null ? Start(self, effects) : Begin(durable, effects);

    /// <inheritdoc/>
    public override State OnMessage(State state, NodeId self, NodeId from, Message message, Effects<Message> effects)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(effects);
        // All servers: if a message has a higher term, go on to that term and become a follower (§5.1).
        if (message is ServerMessage { Term: var term } && term > state.CurrentTerm)
            state = BecomeFollower(state, term, self, effects);
        state = message switch
        {
            RequestVote request => OnRequestVote(state, from, request, effects),
            Vote vote => OnVote(state, self, from, vote, effects),
            AppendEntries append => OnAppendEntries(state, self, from, append, effects),
            InstallSnapshot install => OnInstallSnapshot(state, self, from, install, effects),
            Appended reply => OnAppended(state, self, from, reply, effects),
            ClientRequest request => OnClientRequest(state, self, from, request, effects),
            ClientReply or NotLeader => Tell(state, message, effects),
            ChangeServers change => OnChangeServers(state, self, from, change, effects),
            _ => state,
        };
        return ApplyCommitted(state, self, effects);
    }

    /// <inheritdoc/>
    public override State OnTimer(State state, NodeId self, Message timer, Effects<Message> effects)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(effects);
        state = timer switch
        {
            ElectionTimeout => OnElectionTimeout(state, self, effects),
            HeartbeatTimeout => OnHeartbeatTimeout(state, effects),
            _ => state,
        };
        return ApplyCommitted(state, self, effects);
    }

    /// <summary>Whether some servers are enough of a configuration to decide: more than half of it.</summary>
    /// <param name="servers">The configuration.</param>
    /// <param name="agreeing">Who agrees; those who are not in the configuration do not count.</param>
    protected virtual bool IsQuorum(NodeSet servers, NodeSet agreeing) => 2 * servers.Count(agreeing.Contains) > servers.Count;

    /// <summary>Whether a leader may take an entry for committed because a majority has it: only if it is of the current term (§5.4.2, Figure 8).</summary>
    /// <param name="state">The leader's state.</param>
    /// <param name="index">The entry's index.</param>
    protected virtual bool MayCommit(State state, long index)
    {
        ArgumentNullException.ThrowIfNull(state);
        return state.Log.TermAt(index) == state.CurrentTerm;
    }

    /// <summary>Whether a leader knows that it was still the leader when a read was asked: a majority has answered a later round of heartbeats (§8).</summary>
    /// <param name="state">The leader's state.</param>
    /// <param name="self">The leader.</param>
    /// <param name="read">The read.</param>
    protected virtual bool IsConfirmed(State state, NodeId self, PendingRead read)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(read);
        return IsQuorum(state.Log.Servers, Reached(state, self, progress => progress.Round >= read.Round));
    }

    /// <summary>The leader itself, and the other servers of which something is known.</summary>
    private static NodeSet Reached(State state, NodeId self, Func<Progress, bool> isSo)
    {
        NodeSet reached = [self];
        foreach (var (server, progress) in state.Followers)
        {
            if (isSo(progress))
                reached = reached.Add(server);
        }
        return reached;
    }

    private State Begin(State state, Effects<Message> effects)
    {
        effects.SetTimer(TheElectionTimeout, _options.ElectionTimeout);
        return state;
    }
}
