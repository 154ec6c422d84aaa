using System.Globalization;
using DistLab.Protocols;

namespace DistLab.Consensus;

// What servers and clients send (Figures 2 and 13 of the paper), and what a server tells the world outside.
public partial class Raft<TMachine, TCommand, TResult>
{
    private static readonly ElectionTimeout TheElectionTimeout = new();
    private static readonly HeartbeatTimeout TheHeartbeatTimeout = new();

    /// <summary>What servers and clients send, and what timers are known by.</summary>
    public abstract record Message;

    /// <summary>What one server sends to another.</summary>
    /// <param name="Term">The sender's term.</param>
    public abstract record ServerMessage(long Term) : Message;

    /// <summary>A candidate asks for a vote.</summary>
    /// <param name="Term">The candidate's term.</param>
    /// <param name="LastLogIndex">The index of the candidate's last entry.</param>
    /// <param name="LastLogTerm">That entry's term.</param>
    public sealed record RequestVote(long Term, long LastLogIndex, long LastLogTerm) : ServerMessage(Term)
    {
        /// <inheritdoc/>
        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"RequestVote term {Term}, last {LastLogTerm}@{LastLogIndex}");
    }

    /// <summary>The answer to <see cref="RequestVote"/>.</summary>
    /// <param name="Term">The voter's term.</param>
    /// <param name="VoteGranted">Whether the candidate has the vote.</param>
    public sealed record Vote(long Term, bool VoteGranted) : ServerMessage(Term)
    {
        /// <inheritdoc/>
        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{(VoteGranted ? "vote" : "no vote")} term {Term}");
    }

    /// <summary>A leader replicates entries; without any, it is a heartbeat.</summary>
    /// <param name="Term">The leader's term.</param>
    /// <param name="PrevLogIndex">The index of the entry just before the new ones.</param>
    /// <param name="PrevLogTerm">That entry's term.</param>
    /// <param name="Entries">The new entries.</param>
    /// <param name="LeaderCommit">How far the leader has committed.</param>
    /// <param name="Round">The number of the leader's latest round of heartbeats, for reads.</param>
    public sealed record AppendEntries(long Term, long PrevLogIndex, long PrevLogTerm, ValueList<Entry> Entries, long LeaderCommit, long Round) : ServerMessage(Term)
    {
        /// <inheritdoc/>
        public override string ToString() => string.Create(
            CultureInfo.InvariantCulture, $"AppendEntries term {Term}, {Entries} after {PrevLogTerm}@{PrevLogIndex}, committed {LeaderCommit}{(Round > 0 ? $", round {Round}" : "")}");
    }

    /// <summary>The answer to <see cref="AppendEntries"/> and <see cref="InstallSnapshot"/>.</summary>
    /// <param name="Term">The follower's term.</param>
    /// <param name="Success">Whether the follower's log matched.</param>
    /// <param name="Index">If it did, up to where it is known to be the leader's now; otherwise where the leader should try next (§5.3, last but three paragraphs).</param>
    /// <param name="Round">The number of the round that is answered.</param>
    public sealed record Appended(long Term, bool Success, long Index, long Round) : ServerMessage(Term)
    {
        /// <inheritdoc/>
        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{(Success ? "appended to" : "no match, try")} {Index} term {Term}");
    }

    /// <summary>A leader sends a snapshot to a follower that lags behind its log; here in one piece (§7).</summary>
    /// <param name="Term">The leader's term.</param>
    /// <param name="Snapshot">The snapshot.</param>
    /// <param name="Round">The number of the leader's latest round of heartbeats.</param>
    public sealed record InstallSnapshot(long Term, Snapshot Snapshot, long Round) : ServerMessage(Term)
    {
        /// <inheritdoc/>
        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"InstallSnapshot term {Term}, {Snapshot}");
    }

    /// <summary>A client asks, or asks once more. From outside it may come to any server, which then asks the leader.</summary>
    /// <param name="Client">By which number the client is known to all servers.</param>
    /// <param name="Serial">The number of the client's request, growing; a command of the same or an older one is not applied again. 0 for a request outside any session.</param>
    /// <param name="Command">What it asks.</param>
    public sealed record ClientRequest(long Client, long Serial, TCommand Command) : Message
    {
        /// <inheritdoc/>
        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Command} (client {Client}, {Serial})");
    }

    /// <summary>A leader answers a client. To a client outside it is an output.</summary>
    /// <param name="Client">The client.</param>
    /// <param name="Serial">The number of the request.</param>
    /// <param name="Result">The answer.</param>
    public sealed record ClientReply(long Client, long Serial, TResult Result) : Message
    {
        /// <inheritdoc/>
        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Result} (client {Client}, {Serial})");
    }

    /// <summary>A server that is no leader, or no longer, turns a client away, having done nothing. To a client outside it is an output.</summary>
    /// <param name="Client">The client.</param>
    /// <param name="Serial">The number of the request.</param>
    /// <param name="Leader">Who may be the leader, if known.</param>
    public sealed record NotLeader(long Client, long Serial, NodeId? Leader) : Message
    {
        /// <inheritdoc/>
        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"not leader, try {Leader?.ToString() ?? "another"} (client {Client}, {Serial})");
    }

    /// <summary>An administrator changes the cluster by one server. When it is done, the leader outputs <see cref="ServersChanged"/>.</summary>
    /// <param name="Servers">All servers from then on: one more or one less than now.</param>
    public sealed record ChangeServers(NodeSet Servers) : Message;

    /// <summary>The output of a leader: a change of the cluster is committed.</summary>
    /// <param name="Servers">All servers now.</param>
    public sealed record ServersChanged(NodeSet Servers);

    /// <summary>The output of a server: the cluster was not changed.</summary>
    /// <param name="Why">Why not.</param>
    public sealed record ChangeRefused(string Why);

    /// <summary>The output of a server: it was elected.</summary>
    /// <param name="Term">The term that it leads.</param>
    public sealed record Elected(long Term);

    /// <summary>A timer: no leader has been heard of for an election timeout.</summary>
    public sealed record ElectionTimeout : Message
    {
        /// <inheritdoc/>
        public override string ToString() => "election timeout";
    }

    /// <summary>A timer: it is time for a heartbeat.</summary>
    public sealed record HeartbeatTimeout : Message
    {
        /// <inheritdoc/>
        public override string ToString() => "heartbeat";
    }
}
