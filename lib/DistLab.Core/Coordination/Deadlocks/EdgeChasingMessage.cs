using System.Globalization;
using DistLab.Protocols;

namespace DistLab.Coordination;

/// <summary>What travels among processes that wait for each other, and among their deadlock detectors.</summary>
public abstract record EdgeChasingMessage
{
    /// <summary>From outside: the process needs something of each of these before it can go on.</summary>
    public static EdgeChasingMessage Need(NodeSet of) => new NeedCall(of);

    internal sealed record NeedCall(NodeSet Of) : EdgeChasingMessage
    {
        public override string ToString() => $"need {Of}";
    }

    internal sealed record Request : EdgeChasingMessage
    {
        public override string ToString() => "request";
    }

    internal sealed record Grant : EdgeChasingMessage
    {
        public override string ToString() => "grant";
    }

    internal sealed record Probe(NodeId Initiator, int Number) : EdgeChasingMessage
    {
        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"probe {Initiator}.{Number}");
    }

    internal sealed record WorkDone : EdgeChasingMessage
    {
        public override string ToString() => "work done";
    }

    internal sealed record OutOfPatience : EdgeChasingMessage
    {
        public override string ToString() => "out of patience";
    }
}
