using System.Globalization;

namespace DistLab.Consensus;

/// <summary>What travels in <see cref="Paxos"/>.</summary>
public abstract record PaxosMessage
{
    private static readonly RetryTimer TheRetry = new();

    private protected PaxosMessage()
    {
    }

    internal static PaxosMessage Retry => TheRetry;

    /// <summary>From outside to a proposer: have this value chosen, if you can.</summary>
    /// <param name="Value">The value.</param>
    public sealed record Propose(string Value) : PaxosMessage
    {
        /// <inheritdoc/>
        public override string ToString() => $"propose {Value}";
    }

    /// <summary>Phase 1, proposer to acceptors: promise to accept no proposal below this number, and tell what you have accepted.</summary>
    /// <param name="Number">The proposal's number.</param>
    public sealed record Prepare(int Number) : PaxosMessage
    {
        /// <inheritdoc/>
        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"prepare {Number}");
    }

    /// <summary>Phase 1, acceptor to proposer: promised.</summary>
    /// <param name="Number">The number that was prepared.</param>
    /// <param name="Last">The proposal of the highest number that the acceptor has accepted, if any.</param>
    public sealed record Promise(int Number, Proposal? Last) : PaxosMessage
    {
        /// <inheritdoc/>
        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"promise {Number}{(Last is null ? "" : $" (has {Last})")}");
    }

    /// <summary>Phase 2, proposer to acceptors: accept this.</summary>
    /// <param name="Proposal">The proposal.</param>
    public sealed record Accept(Proposal Proposal) : PaxosMessage
    {
        /// <inheritdoc/>
        public override string ToString() => $"accept {Proposal}";
    }

    /// <summary>Phase 2, acceptor to proposer: accepted.</summary>
    /// <param name="Number">The proposal's number.</param>
    public sealed record Accepted(int Number) : PaxosMessage
    {
        /// <inheritdoc/>
        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"accepted {Number}");
    }

    internal sealed record RetryTimer : PaxosMessage
    {
        public override string ToString() => "retry";
    }
}
