using DistLab.Protocols;

namespace DistLab.Availability;

/// <summary>One request of a user, with all its attempts: what an experiment records, simulated or real.</summary>
/// <param name="SentAt">When the user sent it first.</param>
/// <param name="EndedAt">When the user had its answer or error, or gave up; without meaning while it is open.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="Attempts">How many times it was sent on the user's behalf, by whomever; at least 1 for one that left.</param>
/// <param name="Server">Which server answered it; −1 for none, or when it is not known.</param>
public readonly record struct ServiceRequest(Instant SentAt, Instant EndedAt, RequestOutcome Outcome, int Attempts = 1, int Server = -1)
{
    /// <summary>From sending to the end.</summary>
    public Duration ResponseTime => EndedAt - SentAt;
}
