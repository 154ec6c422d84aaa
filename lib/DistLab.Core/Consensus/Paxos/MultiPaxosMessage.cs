using System.Globalization;
using DistLab.Protocols;

namespace DistLab.Consensus;

/// <summary>What travels in <see cref="MultiPaxos"/>.</summary>
public abstract record MultiPaxosMessage
{
    private static readonly RetryTimer TheRetry = new();

    private protected MultiPaxosMessage()
    {
    }

    internal static MultiPaxosMessage Retry => TheRetry;

    /// <summary>From outside: put this command into the log.</summary>
    /// <param name="Text">The command; two that are to take effect must differ.</param>
    public sealed record Command(string Text) : MultiPaxosMessage
    {
        /// <inheritdoc/>
        public override string ToString() => Text;
    }

    /// <summary>Phase 1, for all slots at once: promise to accept nothing below this number, and tell what you have accepted.</summary>
    /// <param name="Number">The candidate's number.</param>
    public sealed record Prepare(int Number) : MultiPaxosMessage
    {
        /// <inheritdoc/>
        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"prepare {Number}");
    }

    /// <summary>Phase 1: promised.</summary>
    /// <param name="Number">The number that was prepared.</param>
    /// <param name="Log">What the acceptor has accepted, slot by slot.</param>
    public sealed record Promise(int Number, ValueList<SlotProposal> Log) : MultiPaxosMessage
    {
        /// <inheritdoc/>
        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"promise {Number}{(Log.Count == 0 ? "" : $" {Log}")}");
    }

    /// <summary>Phase 2, slot by slot: accept this.</summary>
    /// <param name="Proposal">The proposal.</param>
    public sealed record Accept(SlotProposal Proposal) : MultiPaxosMessage
    {
        /// <inheritdoc/>
        public override string ToString() => $"accept {Proposal}";
    }

    /// <summary>Phase 2: accepted.</summary>
    /// <param name="Slot">The slot.</param>
    /// <param name="Number">The proposal's number.</param>
    public sealed record Accepted(int Slot, int Number) : MultiPaxosMessage
    {
        /// <inheritdoc/>
        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"accepted slot {Slot}, {Number}");
    }

    /// <summary>Leader to learners: this is chosen.</summary>
    /// <param name="Chosen">What is.</param>
    public sealed record Learn(ChosenCommand Chosen) : MultiPaxosMessage
    {
        /// <inheritdoc/>
        public override string ToString() => Chosen.ToString();
    }

    internal sealed record RetryTimer : MultiPaxosMessage
    {
        public override string ToString() => "retry";
    }
}
