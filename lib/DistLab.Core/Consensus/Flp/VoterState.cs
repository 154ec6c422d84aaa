using DistLab.Protocols;

namespace DistLab.Consensus;

/// <summary>What a process of <see cref="VotingRounds"/> remembers.</summary>
public sealed record VoterState
{
    /// <summary>The value that it votes for.</summary>
    public int Value { get; init; }

    /// <summary>The round that it is in, from 1.</summary>
    public int Round { get; init; } = 1;

    /// <summary>Whether it is in the second half of the round.</summary>
    public bool IsProposing { get; init; }

    /// <summary>The votes of this half round and of later ones, by round, half and sender.</summary>
    public ValueList<VoteReceipt> Received { get; init; } = [];

    /// <summary>What it has decided on.</summary>
    public int? Decision { get; init; }
}
