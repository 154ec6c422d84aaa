using DistLab.Protocols;

namespace DistLab.Consensus;

/// <summary>
/// Agreement on a log of commands: an instance of Paxos for every slot. A node that gets a command and does not lead runs
/// phase 1 once, for all slots; from then on each command costs only phase 2, until somebody prepares a higher number.
/// </summary>
/// <remarks>
/// Lamport, "Paxos Made Simple" (2001), §3. Every node is acceptor and learner, and leads when a command comes to it from
/// outside. A new leader finishes what it was told of and fills gaps before it with no-operations. A command that its leader
/// proposes anew, because it does not know whether it was chosen, may end up in two slots: who applies the log must know it.
/// </remarks>
public class MultiPaxos : Protocol<MultiPaxosState, MultiPaxosMessage>
{
    /// <summary>The command that does nothing, and fills a gap.</summary>
    public const string NoOperation = "no-op";

    private readonly int _nodes;
    private readonly Delay? _retry;

    /// <summary>Multi-Paxos among P0 … P(n − 1).</summary>
    /// <param name="nodes">How many nodes there are, 1 … 64.</param>
    /// <param name="retry">After how long a node whose commands are not chosen tries to lead again; without it, never.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number of nodes is out of range.</exception>
    public MultiPaxos(int nodes, Delay? retry = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(nodes, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(nodes, 64);
        (_nodes, _retry) = (nodes, retry);
    }

    /// <inheritdoc/>
    public override MultiPaxosState Start(NodeId self, Effects<MultiPaxosMessage> effects) => new();

    /// <inheritdoc/>
    public override MultiPaxosState OnMessage(MultiPaxosState state, NodeId self, NodeId from, MultiPaxosMessage message, Effects<MultiPaxosMessage> effects) => message switch
    {
        MultiPaxosMessage.Command command => OnCommand(state, self, command.Text, effects),
        MultiPaxosMessage.Prepare prepare => OnPrepare(state, from, prepare, effects),
        MultiPaxosMessage.Promise promise => OnPromise(state, from, promise, effects),
        MultiPaxosMessage.Accept accept => OnAccept(state, from, accept.Proposal, effects),
        MultiPaxosMessage.Accepted accepted => OnAccepted(state, self, from, accepted, effects),
        MultiPaxosMessage.Learn learn => OnLearn(state, learn.Chosen, effects),
        _ => state,
    };

    /// <summary>A node whose commands are not chosen yet tries to lead with a higher number.</summary>
    public override MultiPaxosState OnTimer(MultiPaxosState state, NodeId self, MultiPaxosMessage timer, Effects<MultiPaxosMessage> effects)
    {
        ArgumentNullException.ThrowIfNull(state);
        return state.Pending.Count > 0 ? Campaign(state, self, effects) : state;
    }

    /// <summary>Stable storage keeps what was promised, accepted and chosen, and the number that was used last.</summary>
    public override MultiPaxosState? Durable(MultiPaxosState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        return new() { Promised = state.Promised, Accepted = state.Accepted, Chosen = state.Chosen, Number = state.Number };
    }

    /// <summary>On a prepare with a number above every one promised: promise, and tell what was accepted. Who led until then leads no more.</summary>
    protected virtual MultiPaxosState OnPrepare(MultiPaxosState state, NodeId from, MultiPaxosMessage.Prepare prepare, Effects<MultiPaxosMessage> effects)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(prepare);
        ArgumentNullException.ThrowIfNull(effects);
        if (prepare.Number <= state.Promised)
            return state;
        effects.Send(from, new MultiPaxosMessage.Promise(prepare.Number, state.Accepted));
        return state with { Promised = prepare.Number, IsLeading = state.IsLeading && prepare.Number == state.Number };
    }

    /// <summary>What is proposed for a slot that a majority has told of: the command of the highest number; nothing to do, where they told of none.</summary>
    /// <param name="highest">The proposal of the highest number for this slot, if there is one.</param>
    protected virtual string CommandFor(SlotProposal? highest) => highest?.Command ?? NoOperation;

    private MultiPaxosState OnCommand(MultiPaxosState state, NodeId self, string command, Effects<MultiPaxosMessage> effects)
    {
        var isFirst = state.Pending.Count == 0;
        state = state with { Pending = state.Pending.Add(command) };
        if (state.IsLeading)
        {
            if (isFirst)
                SetRetry(effects);
            return Propose(state, command, effects);
        }
        return isFirst ? Campaign(state, self, effects) : state;
    }

    private MultiPaxosState OnPromise(MultiPaxosState state, NodeId from, MultiPaxosMessage.Promise promise, Effects<MultiPaxosMessage> effects)
    {
        if (promise.Number != state.Number || state.IsLeading || state.NextSlot > 0 || state.Number < state.Promised)
            return state;
        state = state with
        {
            Promises = state.Promises.Add(from),
            Reported = promise.Log.Aggregate(state.Reported, (reported, told) => MultiPaxosLog.Highest(reported, told)),
        };
        return IsMajority(state.Promises) ? Lead(state, effects) : state;
    }

    private MultiPaxosState OnAccept(MultiPaxosState state, NodeId from, SlotProposal proposal, Effects<MultiPaxosMessage> effects)
    {
        if (proposal.Number < state.Promised)
            return state;
        effects.Send(from, new MultiPaxosMessage.Accepted(proposal.Slot, proposal.Number));
        return state with
        {
            Promised = proposal.Number,
            Accepted = MultiPaxosLog.Put(state.Accepted, proposal),
            IsLeading = state.IsLeading && proposal.Number == state.Number,
        };
    }

    private MultiPaxosState OnAccepted(MultiPaxosState state, NodeId self, NodeId from, MultiPaxosMessage.Accepted accepted, Effects<MultiPaxosMessage> effects)
    {
        var votes = state.Votes.FirstOrDefault(votes => votes.Proposal.Slot == accepted.Slot && votes.Proposal.Number == accepted.Number);
        if (votes is null)
            return state;
        var more = votes with { Accepts = votes.Accepts.Add(from) };
        if (!IsMajority(more.Accepts))
            return state with { Votes = [.. state.Votes.Select(other => other == votes ? more : other)] };
        var chosen = new ChosenCommand(accepted.Slot, votes.Proposal.Command);
        for (var node = 0; node < _nodes; node++)
        {
            if (node != self.Index)
                effects.Send(node, new MultiPaxosMessage.Learn(chosen));
        }
        return OnLearn(state with { Votes = state.Votes.Remove(votes) }, chosen, effects);
    }

    private MultiPaxosState OnLearn(MultiPaxosState state, ChosenCommand chosen, Effects<MultiPaxosMessage> effects)
    {
        if (state.Chosen.Contains(chosen))
            return state;
        effects.Output(chosen);
        state = state with { Chosen = [.. state.Chosen.Add(chosen).OrderBy(c => c.Slot)], Pending = state.Pending.Remove(chosen.Command) };
        if (_retry is not null && state.Pending.Count == 0)
            effects.CancelTimer(MultiPaxosMessage.Retry);
        return state;
    }

    /// <summary>Phase 1a.</summary>
    private MultiPaxosState Campaign(MultiPaxosState state, NodeId self, Effects<MultiPaxosMessage> effects)
    {
        var number = self.Index + 1;
        while (number <= Math.Max(state.Number, state.Promised))
            number += _nodes;
        SendToAll(new MultiPaxosMessage.Prepare(number), effects);
        SetRetry(effects);
        return state with { Number = number, IsLeading = false, Promises = [], Reported = [], Votes = [], NextSlot = 0 };
    }

    /// <summary>Phase 2a for all that was reported, for the gaps in it, and then for the leader's own commands.</summary>
    private MultiPaxosState Lead(MultiPaxosState state, Effects<MultiPaxosMessage> effects)
    {
        var reported = state.Reported;
        state = state with { IsLeading = true, NextSlot = 1, Promises = [], Reported = [] };
        var last = reported.Count == 0 ? 0 : reported[^1].Slot;
        for (var slot = 1; slot <= last; slot++)
            state = Propose(state, CommandFor(reported.FirstOrDefault(told => told.Slot == slot)), effects);
        foreach (var command in state.Pending.Where(command => reported.All(told => told.Command != command)))
            state = Propose(state, command, effects);
        return state;
    }

    private MultiPaxosState Propose(MultiPaxosState state, string command, Effects<MultiPaxosMessage> effects)
    {
        var proposal = new SlotProposal(state.NextSlot, state.Number, command);
        SendToAll(new MultiPaxosMessage.Accept(proposal), effects);
        return state with { NextSlot = state.NextSlot + 1, Votes = state.Votes.Add(new(proposal, [])) };
    }

    private bool IsMajority(NodeSet nodes) => 2 * nodes.Count > _nodes;

    private void SetRetry(Effects<MultiPaxosMessage> effects)
    {
        if (_retry is not null)
            effects.SetTimer(MultiPaxosMessage.Retry, _retry);
    }

    private void SendToAll(MultiPaxosMessage message, Effects<MultiPaxosMessage> effects)
    {
        for (var node = 0; node < _nodes; node++)
            effects.Send(node, message);
    }
}
