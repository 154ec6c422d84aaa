using System.Runtime.CompilerServices;
using DistLab.Checking;
using DistLab.Protocols;
using DistLab.Simulation;

namespace DistLab.Consensus;

/// <summary>Raft's guarantees as claims of a scenario, and of an exhaustive check.</summary>
public static class RaftClaims
{
    /// <summary>Claims all of Raft's guarantees, each by its own name: "election safety", "log matching", "leader completeness", "state machine safety".</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="servers">How many of the nodes are servers: P0 and those that follow.</param>
    /// <param name="serverOf">The server's state that is in a node's state.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are not so many nodes.</exception>
    public static Scenario<TState, TSent> Guarantees<TState, TSent, TMachine, TCommand, TResult>(
        this Scenario<TState, TSent> scenario, int servers, Func<TState, Raft<TMachine, TCommand, TResult>.State> serverOf)
        where TState : class
        where TSent : class
        where TMachine : class
        where TCommand : class
        where TResult : class
    {
        ArgumentNullException.ThrowIfNull(scenario);
        ArgumentNullException.ThrowIfNull(serverOf);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(servers, scenario.Nodes);
        // What is remembered of a run goes with it: a scenario is played many times.
        var watched = new ConditionalWeakTable<Simulation<TState, TSent>, RaftSafety<TMachine, TCommand, TResult>>();
        return scenario
            .Always("election safety", run => Watch(run).Holds(RaftGuarantee.ElectionSafety))
            .Always("log matching", run => Watch(run).Holds(RaftGuarantee.LogMatching))
            .Always("leader completeness", run => Watch(run).Holds(RaftGuarantee.LeaderCompleteness))
            .Always("state machine safety", run => Watch(run).Holds(RaftGuarantee.StateMachineSafety));

        RaftSafety<TMachine, TCommand, TResult> Watch(Simulation<TState, TSent> run) =>
            watched.GetOrCreateValue(run).See(Enumerable.Range(0, servers).Select(server => serverOf(run.State(server))));
    }

    /// <summary>Claims "election safety", "log matching" and "state machine safety" of every state that can be reached.</summary>
    /// <param name="check">What else is to be checked.</param>
    /// <exception cref="InvalidOperationException">A property or a boundary was given before.</exception>
    public static ProtocolCheck<Raft<TMachine, TCommand, TResult>.State, Raft<TMachine, TCommand, TResult>.Message, ValueMap<long, NodeSet>> Guarantees<TMachine, TCommand, TResult>(
        this ProtocolCheck<Raft<TMachine, TCommand, TResult>.State, Raft<TMachine, TCommand, TResult>.Message, Nothing> check)
        where TMachine : class
        where TCommand : class
        where TResult : class
    {
        ArgumentNullException.ThrowIfNull(check);
        return check.Observe(
                ValueMap<long, NodeSet>.Empty,
                (leaders, node, output) => output is Raft<TMachine, TCommand, TResult>.Elected { Term: var term } ? leaders.With(term, leaders.Find(term).Add(node)) : leaders)
            .Always("election safety", state => state.History.All(term => term.Value.Count == 1))
            .Always("log matching", state => OfAnyTwo(state.States, (one, other) => RaftSafety<TMachine, TCommand, TResult>.Match(one.Log, other.Log)))
            .Always("state machine safety", state => OfAnyTwo(state.States, HaveCommittedTheSame));
    }

    private static bool HaveCommittedTheSame<TMachine, TCommand, TResult>(Raft<TMachine, TCommand, TResult>.State one, Raft<TMachine, TCommand, TResult>.State other)
        where TMachine : class
        where TCommand : class
        where TResult : class
    {
        for (var index = Math.Min(one.CommitIndex, other.CommitIndex); one.Log.Holds(index) && other.Log.Holds(index); index--)
        {
            if (!one.Log[index].Equals(other.Log[index]))
                return false;
        }
        return true;
    }

    private static bool OfAnyTwo<T>(IReadOnlyList<T> all, Func<T, T, bool> isSo)
    {
        for (var i = 0; i < all.Count; i++)
        {
            for (var j = 0; j < i; j++)
            {
                if (!isSo(all[i], all[j]))
                    return false;
            }
        }
        return true;
    }
}
