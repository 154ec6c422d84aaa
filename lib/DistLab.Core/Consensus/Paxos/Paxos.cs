using DistLab.Protocols;

namespace DistLab.Consensus;

/// <summary>
/// Agreement on one value. A proposer first has a majority of the acceptors promise to accept nothing of a lower number, and
/// learns what they have accepted; then it asks them to accept the value of the highest-numbered proposal among that, or its
/// own if there is none. A value that a majority has accepted under one number is chosen.
/// </summary>
/// <remarks>
/// Lamport, "Paxos Made Simple" (2001), §2.2. Every node is an acceptor, and may be a proposer; a proposer is its own learner
/// (§2.3: a distinguished learner). P(i) proposes with the numbers i + 1, i + 1 + n, i + 1 + 2n, ….
/// </remarks>
public class Paxos : Protocol<PaxosState, PaxosMessage>
{
    private readonly int _nodes;
    private readonly Delay? _retry;

    /// <summary>Paxos among P0 … P(n − 1).</summary>
    /// <param name="nodes">How many nodes there are, 1 … 64.</param>
    /// <param name="retry">After how long a proposer tries again with a higher number; without it, never. It should be random, or two may disturb each other for ever.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number of nodes is out of range.</exception>
    public Paxos(int nodes, Delay? retry = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(nodes, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(nodes, 64);
        (_nodes, _retry) = (nodes, retry);
    }

    /// <inheritdoc/>
    public override PaxosState Start(NodeId self, Effects<PaxosMessage> effects) => new();

    /// <inheritdoc/>
    public override PaxosState OnMessage(PaxosState state, NodeId self, NodeId from, PaxosMessage message, Effects<PaxosMessage> effects) => message switch
    {
        PaxosMessage.Propose propose => OnPropose(state, self, propose, effects),
        PaxosMessage.Prepare prepare => OnPrepare(state, from, prepare, effects),
        PaxosMessage.Promise promise => OnPromise(state, from, promise, effects),
        PaxosMessage.Accept accept => OnAccept(state, from, accept, effects),
        PaxosMessage.Accepted accepted => OnAccepted(state, from, accepted, effects),
        _ => state,
    };

    /// <summary>A proposer that has waited long enough tries again with a higher number.</summary>
    public override PaxosState OnTimer(PaxosState state, NodeId self, PaxosMessage timer, Effects<PaxosMessage> effects)
    {
        ArgumentNullException.ThrowIfNull(state);
        return state.Chosen is null ? NewProposal(state, self, effects) : state;
    }

    /// <summary>Stable storage keeps what was promised and accepted, and the number that was used last: it must not be used again.</summary>
    public override PaxosState? Durable(PaxosState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        return new() { Promised = state.Promised, Accepted = state.Accepted, Number = state.Number, Chosen = state.Chosen };
    }

    /// <summary>On a value from outside: make a proposal, unless one is under way.</summary>
    protected virtual PaxosState OnPropose(PaxosState state, NodeId self, PaxosMessage.Propose propose, Effects<PaxosMessage> effects)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(propose);
        return state.Wish is null && state.Chosen is null ? NewProposal(state with { Wish = propose.Value }, self, effects) : state;
    }

    /// <summary>Phase 1b: a prepare with a number above every one promised is answered with a promise, and with the proposal accepted last.</summary>
    protected virtual PaxosState OnPrepare(PaxosState state, NodeId from, PaxosMessage.Prepare prepare, Effects<PaxosMessage> effects)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(prepare);
        ArgumentNullException.ThrowIfNull(effects);
        if (prepare.Number <= state.Promised)
            return state;
        effects.Send(from, new PaxosMessage.Promise(prepare.Number, state.Accepted));
        return state with { Promised = prepare.Number };
    }

    /// <summary>Phase 2a: when a majority has promised, ask all to accept.</summary>
    protected virtual PaxosState OnPromise(PaxosState state, NodeId from, PaxosMessage.Promise promise, Effects<PaxosMessage> effects)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(promise);
        if (promise.Number != state.Number || state.Wish is null || state.Proposed is not null)
            return state;
        var highest = promise.Last?.Number > (state.Highest?.Number ?? 0) ? promise.Last : state.Highest;
        state = state with { Promises = state.Promises.Add(from), Highest = highest };
        if (!IsMajority(state.Promises))
            return state;
        var proposal = new Proposal(state.Number, ValueToPropose(state.Wish, highest));
        SendToAll(new PaxosMessage.Accept(proposal), effects);
        // What the promises said has done its duty.
        return state with { Proposed = proposal, Promises = [], Highest = null };
    }

    /// <summary>Phase 2b: a proposal is accepted unless a higher number was promised.</summary>
    protected virtual PaxosState OnAccept(PaxosState state, NodeId from, PaxosMessage.Accept accept, Effects<PaxosMessage> effects)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(accept);
        ArgumentNullException.ThrowIfNull(effects);
        if (accept.Proposal.Number < state.Promised)
            return state;
        effects.Send(from, new PaxosMessage.Accepted(accept.Proposal.Number));
        return state with { Promised = accept.Proposal.Number, Accepted = accept.Proposal };
    }

    /// <summary>When a majority has accepted, the value is chosen.</summary>
    protected virtual PaxosState OnAccepted(PaxosState state, NodeId from, PaxosMessage.Accepted accepted, Effects<PaxosMessage> effects)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(accepted);
        ArgumentNullException.ThrowIfNull(effects);
        if (state.Proposed is null || accepted.Number != state.Number || state.Chosen is not null)
            return state;
        state = state with { Accepts = state.Accepts.Add(from) };
        if (!IsMajority(state.Accepts))
            return state;
        effects.Output(new ChosenValue(state.Proposed.Value));
        if (_retry is not null)
            effects.CancelTimer(PaxosMessage.Retry);
        return state with { Chosen = state.Proposed.Value, Accepts = [] };
    }

    /// <summary>The value of the highest-numbered proposal that a majority has told of; the proposer's own if they told of none.</summary>
    /// <param name="wish">The proposer's own.</param>
    /// <param name="highest">That proposal, if there is one.</param>
    protected virtual string ValueToPropose(string wish, Proposal? highest) => highest?.Value ?? wish;

    /// <summary>Whether these are enough: any two sets that are have a node in common.</summary>
    protected virtual bool IsMajority(NodeSet nodes) => 2 * nodes.Count > _nodes;

    /// <summary>Phase 1a: take a number higher than any seen, and ask all to promise.</summary>
    private PaxosState NewProposal(PaxosState state, NodeId self, Effects<PaxosMessage> effects)
    {
        var number = self.Index + 1;
        while (number <= Math.Max(state.Number, state.Promised))
            number += _nodes;
        SendToAll(new PaxosMessage.Prepare(number), effects);
        if (_retry is not null)
            effects.SetTimer(PaxosMessage.Retry, _retry);
        return state with { Number = number, Promises = [], Highest = null, Proposed = null, Accepts = [] };
    }

    private void SendToAll(PaxosMessage message, Effects<PaxosMessage> effects)
    {
        for (var node = 0; node < _nodes; node++)
            effects.Send(node, message);
    }
}
