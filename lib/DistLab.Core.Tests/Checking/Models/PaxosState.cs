using DistLab.Protocols;

namespace DistLab.Core.Tests.Checking.Models;

internal abstract record PaxosState
{
    public sealed record Client(int? Awaiting, int Operations) : PaxosState;

    public sealed record Server : PaxosState
    {
        public Ballot Ballot { get; init; }

        public Proposal? Proposal { get; init; }

        /// <summary>Who has promised, and what each had accepted last.</summary>
        public NodeSet Promised { get; init; }

        public ValueList<Accepted?> Last { get; init; } = [];

        public NodeSet HaveAccepted { get; init; }

        public Accepted? Accepted { get; init; }

        public bool IsDecided { get; init; }
    }
}
