using System.Globalization;

namespace DistLab.Consensus;

/// <summary>What travels in <see cref="VotingRounds"/>.</summary>
public abstract record VoteMessage
{
    private protected VoteMessage()
    {
    }

    /// <summary>In the first half of a round, one's vote; in the second, the value that a majority was seen to vote for.</summary>
    /// <param name="Round">Which round, from 1.</param>
    /// <param name="IsProposal">Whether it is of the second half.</param>
    /// <param name="Value">The value; <c>null</c> where no majority was seen.</param>
    public sealed record Vote(int Round, bool IsProposal, int? Value) : VoteMessage
    {
        /// <summary>For example <c>round 1: votes 0</c>.</summary>
        public override string ToString() => string.Create(
            CultureInfo.InvariantCulture, $"round {Round}: {(IsProposal ? "proposes" : "votes")} {(Value is { } value ? value : "?")}");
    }

    /// <summary>The sender has decided.</summary>
    /// <param name="Value">On what.</param>
    public sealed record Decided(int Value) : VoteMessage
    {
        /// <summary>For example <c>decided 0</c>.</summary>
        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"decided {Value}");
    }
}
