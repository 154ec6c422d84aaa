using DistLab.Protocols;

namespace DistLab.Core.Tests.Checking.Models;

internal readonly record struct Ballot(int Round, NodeId Leader) : IComparable<Ballot>
{
    public int CompareTo(Ballot other) => Round != other.Round ? Round.CompareTo(other.Round) : Leader.CompareTo(other.Leader);
}

internal sealed record Proposal(int Request, NodeId Client, char Value);

internal sealed record Accepted(Ballot Ballot, Proposal Proposal);

internal abstract record PaxosMessage
{
    public sealed record Put(int Request, char Value) : PaxosMessage;

    public sealed record PutOk(int Request) : PaxosMessage;

    public sealed record Get(int Request) : PaxosMessage;

    public sealed record GetOk(int Request, char Value) : PaxosMessage;

    public sealed record Prepare(Ballot Ballot) : PaxosMessage;

    public sealed record Promise(Ballot Ballot, Accepted? Last) : PaxosMessage;

    public sealed record Accept(Ballot Ballot, Proposal Proposal) : PaxosMessage;

    public sealed record HaveAccepted(Ballot Ballot) : PaxosMessage;

    public sealed record Decided(Ballot Ballot, Proposal Proposal) : PaxosMessage;
}
