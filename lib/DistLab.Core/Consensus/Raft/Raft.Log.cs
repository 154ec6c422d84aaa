using System.Globalization;
using DistLab.Protocols;

namespace DistLab.Consensus;

// The replicated log: entries that are counted from 1, and the snapshot that stands for those at its beginning.
public partial class Raft<TMachine, TCommand, TResult>
{
    /// <summary>An entry of the log.</summary>
    /// <param name="Term">The term in which a leader received it.</param>
    public abstract record Entry(long Term);

    /// <summary>An entry that does nothing: with it a leader commits what earlier terms have left (§8).</summary>
    /// <param name="Term">The term.</param>
    public sealed record NoOp(long Term) : Entry(Term)
    {
        /// <summary>For example <c>2:–</c>.</summary>
        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Term}:–");
    }

    /// <summary>A client's command.</summary>
    /// <param name="Term">The term.</param>
    /// <param name="Request">What the client asked.</param>
    /// <param name="Origin">The node to which the answer goes.</param>
    public sealed record Command(long Term, ClientRequest Request, NodeId Origin) : Entry(Term)
    {
        /// <summary>For example <c>2:put(x, 1)</c>.</summary>
        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Term}:{Request.Command}");
    }

    /// <summary>The servers of the cluster from here on; it holds as soon as it is in the log (§6).</summary>
    /// <param name="Term">The term.</param>
    /// <param name="Servers">All servers.</param>
    public sealed record Configuration(long Term, NodeSet Servers) : Entry(Term)
    {
        /// <summary>For example <c>2:{P0, P1}</c>.</summary>
        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Term}:{Servers}");
    }

    /// <summary>The last command of a client that was applied, so that it is not applied once more (§8).</summary>
    /// <param name="Serial">Its number.</param>
    /// <param name="Result">Its answer.</param>
    public sealed record Session(long Serial, TResult Result);

    /// <summary>What stands for all entries up to one of them (§7).</summary>
    /// <param name="LastIndex">The index of the last entry that it stands for; 0 for none.</param>
    /// <param name="LastTerm">That entry's term.</param>
    /// <param name="Servers">The latest configuration as of that entry.</param>
    /// <param name="ServersIndex">The index of its entry; 0 for the first configuration.</param>
    /// <param name="Machine">The state machine's state.</param>
    /// <param name="Sessions">What each client was answered last.</param>
    public sealed record Snapshot(long LastIndex, long LastTerm, NodeSet Servers, long ServersIndex, TMachine Machine, ValueMap<long, Session> Sessions)
    {
        /// <summary>For example <c>snapshot to 20</c>.</summary>
        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"snapshot to {LastIndex}");
    }

    /// <summary>A log: a snapshot and the entries after it.</summary>
    /// <param name="Snapshot">What stands for the entries before those that are here.</param>
    /// <param name="Entries">The entries; the first one has the index after the snapshot's last.</param>
    /// <param name="Servers">The latest configuration in the log, committed or not.</param>
    /// <param name="ServersIndex">The index of its entry.</param>
    public sealed record ReplicatedLog(Snapshot Snapshot, ValueList<Entry> Entries, NodeSet Servers, long ServersIndex)
    {
        /// <summary>A log of which only a snapshot is left.</summary>
        public ReplicatedLog(Snapshot snapshot)
            : this(snapshot, [], snapshot.Servers, snapshot.ServersIndex)
        {
        }

        /// <summary>The index of the last entry.</summary>
        public long LastIndex => Snapshot.LastIndex + Entries.Count;

        /// <summary>The term of the last entry.</summary>
        public long LastTerm => Entries.Count > 0 ? Entries[^1].Term : Snapshot.LastTerm;

        /// <summary>The entry of an index.</summary>
        public Entry this[long index] => Entries[PlaceOf(index)];

        /// <summary>Whether an entry is here, and not only in the snapshot.</summary>
        public bool Holds(long index) => index > Snapshot.LastIndex && index <= LastIndex;

        /// <summary>The term of an entry; null if there is none, or nobody knows any more.</summary>
        public long? TermAt(long index) => index == Snapshot.LastIndex ? Snapshot.LastTerm : Holds(index) ? this[index].Term : null;

        /// <summary>The entries from an index on, but not too many.</summary>
        public ValueList<Entry> From(long index, int most)
        {
            var rest = Entries.Items[PlaceOf(index)..];
            return ValueListBuilder.Create(rest[..Math.Min(rest.Length, most)]);
        }

        /// <summary>The log with one more entry.</summary>
        public ReplicatedLog Append(Entry entry)
        {
            var longer = this with { Entries = Entries.Add(entry) };
            return entry is Configuration configuration ? longer with { Servers = configuration.Servers, ServersIndex = longer.LastIndex } : longer;
        }

        /// <summary>The log with several more entries.</summary>
        public ReplicatedLog Append(ValueList<Entry> entries)
        {
            ArgumentNullException.ThrowIfNull(entries);
            var longer = this with { Entries = Entries.AddRange(entries.Items) };
            for (var i = entries.Count - 1; i >= 0; i--)
            {
                if (entries[i] is Configuration configuration)
                    return longer with { Servers = configuration.Servers, ServersIndex = LastIndex + 1 + i };
            }
            return longer;
        }

        /// <summary>The log without an entry and all that follow it.</summary>
        public ReplicatedLog Before(long index)
        {
            var (servers, at) = ServersAsOf(index - 1);
            return new(Snapshot, ValueListBuilder.Create(Entries.Items[..PlaceOf(index)]), servers, at);
        }

        /// <summary>The log with a snapshot in place of its beginning.</summary>
        public ReplicatedLog After(Snapshot snapshot) => this with
        {
            Snapshot = snapshot,
            Entries = ValueListBuilder.Create(Entries.Items[PlaceOf(snapshot.LastIndex + 1)..]),
        };

        /// <summary>The latest configuration as of an entry, and its index.</summary>
        public (NodeSet Servers, long Index) ServersAsOf(long index)
        {
            if (index >= ServersIndex)
                return (Servers, ServersIndex);
            for (; index > Snapshot.LastIndex; index--)
            {
                if (this[index] is Configuration configuration)
                    return (configuration.Servers, index);
            }
            return (Snapshot.Servers, Snapshot.ServersIndex);
        }

        /// <summary>The entries, with the snapshot at their beginning.</summary>
        public override string ToString() => Snapshot.LastIndex == 0 ? Entries.ToString() : $"[{Snapshot}, {string.Join(", ", Entries)}]";

        private int PlaceOf(long index) => (int)(index - Snapshot.LastIndex - 1);
    }
}
