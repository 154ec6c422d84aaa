using DistLab.Protocols;

namespace DistLab.Consensus;

/// <summary>What a node of <see cref="MultiPaxos"/> remembers, as an acceptor, a learner and a leader.</summary>
public sealed record MultiPaxosState
{
    /// <summary>Acceptor: the highest number that was promised, for all slots at once; 0 if none was.</summary>
    public int Promised { get; init; }

    /// <summary>Acceptor: for each slot the proposal accepted last, by slot.</summary>
    public ValueList<SlotProposal> Accepted { get; init; } = [];

    /// <summary>Learner: what is known to be chosen, by slot.</summary>
    public ValueList<ChosenCommand> Chosen { get; init; } = [];

    /// <summary>Leader: its clients' commands that are not known to be chosen yet, oldest first.</summary>
    public ValueList<string> Pending { get; init; } = [];

    /// <summary>Leader: the number under which it leads, or would; 0 if it never wanted to.</summary>
    public int Number { get; init; }

    /// <summary>Whether a majority has promised to follow this number, and no higher one was heard of since.</summary>
    public bool IsLeading { get; init; }

    /// <summary>Candidate: who has promised.</summary>
    public NodeSet Promises { get; init; }

    /// <summary>Candidate: for each slot the highest-numbered proposal that the promises told of, by slot.</summary>
    public ValueList<SlotProposal> Reported { get; init; } = [];

    /// <summary>Leader: what it proposes, and who has accepted it, by slot; what is chosen is struck off.</summary>
    public ValueList<SlotVotes> Votes { get; init; } = [];

    /// <summary>Leader: the slot for the next command.</summary>
    public int NextSlot { get; init; }
}
