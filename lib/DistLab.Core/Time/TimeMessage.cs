using DistLab.Protocols;

namespace DistLab.Time;

/// <summary>What travels between a time server and its clients, and what their timers and clock readings are known by.</summary>
public abstract record TimeMessage
{
    private TimeMessage()
    {
    }

    /// <summary>Client to server: what time is it?</summary>
    /// <param name="Number">The number of the question, counted by the client.</param>
    public sealed record Question(int Number) : TimeMessage
    {
        /// <inheritdoc/>
        public override string ToString() => "what time is it?";
    }

    /// <summary>Server to client: it is this time.</summary>
    /// <param name="Number">The number of the question that is answered.</param>
    /// <param name="Time">What the server's clock showed.</param>
    public sealed record Answer(int Number, Instant Time) : TimeMessage
    {
        /// <inheritdoc/>
        public override string ToString() => $"it is {Time}";
    }

    internal sealed record Ask : TimeMessage
    {
        public override string ToString() => "ask";
    }

    internal sealed record Asking(int Number) : TimeMessage
    {
        public override string ToString() => "question leaves";
    }

    internal sealed record Arrival(Answer Reply) : TimeMessage
    {
        public override string ToString() => "answer is here";
    }

    internal sealed record Stamping(NodeId Client, int Number) : TimeMessage
    {
        public override string ToString() => $"stamp for {Client}";
    }

    internal sealed record Serving(NodeId Client, int Number, Instant? Stamp) : TimeMessage
    {
        public override string ToString() => $"served {Client}";
    }
}
