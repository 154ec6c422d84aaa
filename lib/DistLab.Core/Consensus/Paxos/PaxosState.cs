using DistLab.Protocols;

namespace DistLab.Consensus;

/// <summary>What a node of <see cref="Paxos"/> remembers, as an acceptor and as a proposer.</summary>
public sealed record PaxosState
{
    /// <summary>Acceptor: the highest number that was promised; 0 if none was. Nothing below it is accepted.</summary>
    public int Promised { get; init; }

    /// <summary>Acceptor: the proposal of the highest number that was accepted.</summary>
    public Proposal? Accepted { get; init; }

    /// <summary>Proposer: the value that it would like; <c>null</c> when it proposes nothing.</summary>
    public string? Wish { get; init; }

    /// <summary>Proposer: the number of its latest proposal; 0 if it has made none.</summary>
    public int Number { get; init; }

    /// <summary>Proposer, phase 1: who has promised.</summary>
    public NodeSet Promises { get; init; }

    /// <summary>Proposer, phase 1: of the proposals that the promises told of, the one of the highest number.</summary>
    public Proposal? Highest { get; init; }

    /// <summary>Proposer, phase 2: what it proposes; <c>null</c> until a majority has promised.</summary>
    public Proposal? Proposed { get; init; }

    /// <summary>Proposer, phase 2: who has accepted it.</summary>
    public NodeSet Accepts { get; init; }

    /// <summary>Proposer: the value that it knows to be chosen.</summary>
    public string? Chosen { get; init; }
}
