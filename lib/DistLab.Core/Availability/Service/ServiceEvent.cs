using System.Globalization;

namespace DistLab.Availability;

/// <summary>What the nodes of a service output: what a measurement is made from.</summary>
public abstract record ServiceEvent
{
    private protected ServiceEvent()
    {
    }

    /// <summary>A user sends a request for the first time.</summary>
    /// <param name="Id">The request's number.</param>
    public sealed record Sent(int Id) : ServiceEvent;

    /// <summary>A user has an answer, an error, or no patience left.</summary>
    /// <param name="Id">The request's number.</param>
    /// <param name="Outcome">What became of it.</param>
    /// <param name="Attempts">How many times it was sent.</param>
    /// <param name="Server">Which server answered; −1 for none.</param>
    public sealed record Ended(int Id, RequestOutcome Outcome, int Attempts, int Server) : ServiceEvent
    {
        /// <inheritdoc/>
        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Id} {Outcome switch { RequestOutcome.Succeeded => "succeeded", RequestOutcome.TimedOut => "timed out", _ => "failed" }}");
    }

    /// <summary>A server begins to do a request: what it asks for happens now.</summary>
    /// <param name="Id">The request's number.</param>
    public sealed record Begun(int Id) : ServiceEvent;

    /// <summary>The node fails, or can no more be reached.</summary>
    public sealed record Down : ServiceEvent
    {
        internal static readonly Down It = new();
    }

    /// <summary>The node is up again.</summary>
    public sealed record Up : ServiceEvent
    {
        internal static readonly Up It = new();
    }

    /// <summary>The hub takes a server for down from now on.</summary>
    /// <param name="Server">The server's number.</param>
    public sealed record Ejected(int Server) : ServiceEvent;

    /// <summary>The hub takes a server for healthy again.</summary>
    /// <param name="Server">The server's number.</param>
    public sealed record Readmitted(int Server) : ServiceEvent;
}
