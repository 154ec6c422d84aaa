using DistLab.Coordination;
using DistLab.Protocols;

namespace DistLab.Systems.Threads;

/// <summary>
/// Who holds which lock, who waits for it in which order, and so who waits for whom. It knows no threads: whoever uses it must
/// let in one at a time.
/// </summary>
/// <remarks>
/// A request waits for all who hold the lock in a way that conflicts with it and, so that nobody is overtaken for ever, for all
/// conflicting requests before it: as in J. Gray and A. Reuter, Transaction Processing, 1993, chapter 7. Who raises its own
/// shared lock goes before those who hold none; else they would wait for each other.
/// </remarks>
internal class LockQueues
{
    private readonly Dictionary<string, Entry> _entries = new(StringComparer.Ordinal);
    private readonly Dictionary<NodeId, HashSet<string>> _held = [];
    private readonly Dictionary<NodeId, LockRequest> _waiting = [];

    /// <summary>Who waits for whom.</summary>
    public WaitForGraph Graph { get; private set; } = WaitForGraph.Empty;

    /// <summary>What waits, in no particular order.</summary>
    public IReadOnlyCollection<LockRequest> Waiting => _waiting.Values;

    /// <summary>What somebody holds, by name.</summary>
    public ValueList<string> HeldBy(NodeId owner) => _held.TryGetValue(owner, out var names) ? [.. names.Order(StringComparer.Ordinal)] : [];

    /// <summary>What somebody waits for; null if it does not wait.</summary>
    public LockRequest? WaitingOf(NodeId owner) => _waiting.GetValueOrDefault(owner);

    /// <summary>Asks for a lock: it is granted at once, or waits. Who has it already, as strongly or more so, has it.</summary>
    public virtual LockRequest Request(NodeId owner, string name, LockMode mode)
    {
        var entry = _entries.TryGetValue(name, out var known) ? known : _entries[name] = new();
        var request = new LockRequest(owner, name, mode);
        var holds = entry.Holders.TryGetValue(owner, out var held);
        if (holds && held >= mode)
        {
            request.Decide(LockOutcome.Granted);
            return request;
        }
        var place = holds ? entry.Queue.Count(other => entry.Holders.ContainsKey(other.Owner)) : entry.Queue.Count;
        entry.Queue.Insert(place, request);
        _waiting[owner] = request;
        Advance(name, entry);
        return request;
    }

    /// <summary>Gives a lock back; no matter if it was not held.</summary>
    public void Release(NodeId owner, string name)
    {
        if (!_held.TryGetValue(owner, out var names) || !names.Remove(name))
            return;
        if (names.Count == 0)
            _held.Remove(owner);
        var entry = _entries[name];
        entry.Holders.Remove(owner);
        Advance(name, entry);
    }

    /// <summary>Takes a request back that waits; no matter if none does.</summary>
    public void Withdraw(NodeId owner, LockOutcome outcome, DetectedDeadlock? deadlock = null)
    {
        if (!_waiting.Remove(owner, out var request))
            return;
        var entry = _entries[request.Name];
        entry.Queue.Remove(request);
        Graph = AfterWaiting(owner);
        request.Decide(outcome, deadlock);
        Advance(request.Name, entry);
    }

    /// <summary>The graph when somebody's waiting has ended.</summary>
    protected virtual WaitForGraph AfterWaiting(NodeId owner) => Graph.Awake(owner);

    // Grants what can be granted, from the head of the queue on, and draws the edges of what still waits.
    private void Advance(string name, Entry entry)
    {
        for (var i = 0; i < entry.Queue.Count;)
        {
            if (entry.Blockers(i).Any())
                i++;
            else
                Grant(name, entry, i);
        }
        for (var i = 0; i < entry.Queue.Count; i++)
            Graph = entry.Blockers(i).Aggregate(Graph.Awake(entry.Queue[i].Owner), (graph, on) => graph.Wait(entry.Queue[i].Owner, on));
        if (entry.Holders.Count == 0)
            _entries.Remove(name);
    }

    private void Grant(string name, Entry entry, int place)
    {
        var request = entry.Queue[place];
        entry.Queue.RemoveAt(place);
        entry.Holders[request.Owner] = request.Mode;
        if (!_held.TryGetValue(request.Owner, out var names))
            _held[request.Owner] = names = new(StringComparer.Ordinal);
        names.Add(name);
        _waiting.Remove(request.Owner);
        Graph = AfterWaiting(request.Owner);
        request.Decide(LockOutcome.Granted);
    }

    private sealed class Entry
    {
        public Dictionary<NodeId, LockMode> Holders { get; } = [];

        public List<LockRequest> Queue { get; } = [];

        public IEnumerable<NodeId> Blockers(int place)
        {
            var request = Queue[place];
            var holders = Holders.Where(holder => holder.Key != request.Owner && Conflict(holder.Value, request.Mode)).Select(holder => holder.Key);
            return holders.Concat(Queue.Take(place).Where(other => Conflict(other.Mode, request.Mode)).Select(other => other.Owner));
        }

        private static bool Conflict(LockMode one, LockMode other) => one == LockMode.Exclusive || other == LockMode.Exclusive;
    }
}
