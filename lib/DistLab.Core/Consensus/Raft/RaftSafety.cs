using System.Globalization;

namespace DistLab.Consensus;

/// <summary>
/// Watches a run of Raft and knows which of its guarantees (Figure 3 of the paper) was broken: tell it each server's state whenever
/// it may have changed. It remembers what was ever committed, so that nothing of it can be lost unseen.
/// </summary>
/// <typeparam name="TMachine">The state machine's state.</typeparam>
/// <typeparam name="TCommand">What clients ask of it.</typeparam>
/// <typeparam name="TResult">What they are answered.</typeparam>
public sealed class RaftSafety<TMachine, TCommand, TResult>
    where TMachine : class
    where TCommand : class
    where TResult : class
{
    private readonly Dictionary<int, Raft<TMachine, TCommand, TResult>.State> _states = [];
    private readonly Dictionary<long, int> _leaders = [];
    private readonly Dictionary<long, TMachine> _machines = [];
    private readonly SortedDictionary<long, (Raft<TMachine, TCommand, TResult>.Entry Entry, long Term)> _committed = [];
    private readonly Dictionary<RaftGuarantee, string> _broken = [];

    /// <summary>How many committed entries were seen; those that went into a snapshot at once were not.</summary>
    public int Committed => _committed.Count;

    /// <summary>How many terms had a leader.</summary>
    public int Terms => _leaders.Count;

    /// <summary>Whether a guarantee still holds.</summary>
    public bool Holds(RaftGuarantee guarantee) => !_broken.ContainsKey(guarantee);

    /// <summary>In which way a guarantee was broken first; null if it holds.</summary>
    public string? Why(RaftGuarantee guarantee) => _broken.GetValueOrDefault(guarantee);

    /// <summary>Takes notice of all servers' states, P0's first.</summary>
    /// <returns>This.</returns>
    public RaftSafety<TMachine, TCommand, TResult> See(IEnumerable<Raft<TMachine, TCommand, TResult>.State> states)
    {
        ArgumentNullException.ThrowIfNull(states);
        var server = 0;
        foreach (var state in states)
            See(server++, state);
        return this;
    }

    /// <summary>Takes notice of a server's state.</summary>
    /// <param name="server">The server.</param>
    /// <param name="state">Its state now, or, if it is down, before.</param>
    public void See(int server, Raft<TMachine, TCommand, TResult>.State state)
    {
        ArgumentNullException.ThrowIfNull(state);
        var former = _states.GetValueOrDefault(server);
        if (ReferenceEquals(former, state))
            return;
        _states[server] = state;
        if (!ReferenceEquals(former?.Log, state.Log))
            CompareLogs(server, state.Log);
        if (state.CommitIndex > (former?.CommitIndex ?? 0))
            Commit(server, state, former);
        if (state.Role == RaftRole.Leader && (former is not { Role: RaftRole.Leader } || former.CurrentTerm != state.CurrentTerm))
            Elect(server, state);
        if (state.LastApplied != former?.LastApplied && !_machines.TryAdd(state.LastApplied, state.Machine) && !_machines[state.LastApplied].Equals(state.Machine))
            Break(RaftGuarantee.StateMachineSafety, $"P{server} is in another state after entry {state.LastApplied} than others were");
    }

    private void Elect(int server, Raft<TMachine, TCommand, TResult>.State state)
    {
        if (!_leaders.TryAdd(state.CurrentTerm, server) && _leaders[state.CurrentTerm] != server)
            Break(RaftGuarantee.ElectionSafety, $"P{_leaders[state.CurrentTerm]} and P{server} were both elected in term {state.CurrentTerm}");
        // Who is elected late, after the leader of a later term, need not know what that one has committed.
        foreach (var (index, (entry, term)) in _committed)
        {
            if (term < state.CurrentTerm && index >= state.Log.Snapshot.LastIndex && state.Log.TermAt(index) != entry.Term)
                Break(RaftGuarantee.LeaderCompleteness, $"P{server} leads term {state.CurrentTerm} without the committed entry {index}, {entry}");
        }
    }

    private void CompareLogs(int server, Raft<TMachine, TCommand, TResult>.ReplicatedLog log)
    {
        foreach (var (other, state) in _states)
        {
            if (other != server && !Match(log, state.Log))
                Break(RaftGuarantee.LogMatching, $"the logs of P{server} and P{other} agree in an entry, but not in all before it");
        }
    }

    /// <summary>Whether two logs that agree in an entry agree in all before it, as far as both still hold them.</summary>
    internal static bool Match(Raft<TMachine, TCommand, TResult>.ReplicatedLog one, Raft<TMachine, TCommand, TResult>.ReplicatedLog other)
    {
        var agree = false;
        var first = Math.Max(one.Snapshot.LastIndex, other.Snapshot.LastIndex) + 1;
        for (var index = Math.Min(one.LastIndex, other.LastIndex); index >= first; index--)
        {
            if (one[index].Term == other[index].Term)
            {
                agree = true;
                if (!one[index].Equals(other[index]))
                    return false;
            }
            else if (agree)
            {
                return false;
            }
        }
        return true;
    }

    private void Commit(int server, Raft<TMachine, TCommand, TResult>.State state, Raft<TMachine, TCommand, TResult>.State? former)
    {
        if (state.CommitIndex > state.Log.LastIndex)
            Break(RaftGuarantee.StateMachineSafety, $"P{server} takes entry {state.CommitIndex} for committed, which it has not got");
        // A snapshot may have been taken in the same step; one from the leader stands for other entries than were here, unless its last one was.
        var snapshot = state.Log.Snapshot;
        var before = former?.Log.TermAt(snapshot.LastIndex) == snapshot.LastTerm ? former.Log : state.Log;
        for (var index = (former?.CommitIndex ?? 0) + 1; index <= Math.Min(state.CommitIndex, state.Log.LastIndex); index++)
        {
            var log = state.Log.Holds(index) ? state.Log : before;
            if (log.Holds(index) && !_committed.TryAdd(index, (log[index], state.CurrentTerm)) && !_committed[index].Entry.Equals(log[index]))
                Break(RaftGuarantee.StateMachineSafety, $"P{server} has committed {log[index]} as entry {index}, where {_committed[index].Entry} was committed before");
        }
    }

    private void Break(RaftGuarantee guarantee, FormattableString why) => _broken.TryAdd(guarantee, why.ToString(CultureInfo.InvariantCulture));
}
