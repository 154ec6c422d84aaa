using DistLab.Protocols;

namespace DistLab.Availability;

/// <summary>
/// One server with Poisson arrivals and exponential service that fails and is repaired: what it holds when it fails is lost, and what comes
/// before it is repaired is refused. Without failures it is M/M/1.
/// </summary>
/// <remarks>
/// A queue with disasters. While it is up, the number in the system is geometric: with arrival rate λ, service rate μ and failure rate ν its ratio
/// is the smaller root of μr² − (λ + μ + ν)r + λ = 0, since a failure ends in an empty system like any other return to it. A request therefore
/// stays for an exponential time of rate μ(1 − r) unless a failure comes first, and those that succeed stay for one of rate μ(1 − r) + ν.
/// Compare Towsley and Tripathi, "A single server priority queue with server failures and queue flushing", Operations Research Letters 10 (1991).
/// </remarks>
/// <example><code>
/// var server = new UnreliableServer(arrivalsPerSecond: 8, service: 100.Milliseconds(), timeToFailure: 60.Seconds(), timeToRepair: 6.Seconds());
/// server.Availability                 // 0.909: the share of time
/// server.Success                      // 0.903: the share of requests
/// </code></example>
public sealed class UnreliableServer
{
    private readonly double _successRate;

    /// <summary>A server.</summary>
    /// <param name="arrivalsPerSecond">How many requests come in a second; above zero.</param>
    /// <param name="service">Mean service time.</param>
    /// <param name="timeToFailure">Mean time that it runs; <c>null</c> when it never fails.</param>
    /// <param name="timeToRepair">Mean time that a repair takes.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is not above zero.</exception>
    public UnreliableServer(double arrivalsPerSecond, Duration service, Duration? timeToFailure, Duration timeToRepair)
    {
        if (!(arrivalsPerSecond > 0))
            throw new ArgumentOutOfRangeException(nameof(arrivalsPerSecond), arrivalsPerSecond, "Some request is to come.");
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(service, Duration.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(timeToFailure ?? 1.Seconds(), Duration.Zero, nameof(timeToFailure));
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(timeToRepair, Duration.Zero);
        var (arrival, work, failure) = (arrivalsPerSecond, 1 / service.Seconds, timeToFailure is { } time ? 1 / time.Seconds : 0);
        var half = (arrival + work + failure) / (2 * work);
        var ratio = half - Math.Sqrt((half * half) - (arrival / work));
        _successRate = (work * (1 - ratio)) + failure;
        Utilisation = ratio;
        Availability = timeToFailure is { } running ? running / (running + timeToRepair) : 1;
        Success = Availability * work * ratio / arrival;
        IsStable = failure > 0 || arrival < work;
    }

    /// <summary>Whether a request's time has a mean: a server that fails never falls behind for ever.</summary>
    public bool IsStable { get; }

    /// <summary>The share of time that it is up.</summary>
    public double Availability { get; }

    /// <summary>The share of the time that it is up in which it is busy.</summary>
    public double Utilisation { get; }

    /// <summary>The share of requests that succeed: it is up when they come, and does not fail before they are done.</summary>
    public double Success { get; }

    /// <summary>Mean response time of the requests that succeed; <c>null</c> where the queue grows without end.</summary>
    public Duration? Response => IsStable ? Duration.FromSeconds(1 / _successRate) : null;

    /// <summary>The response time that a share of the requests that succeed does not exceed.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The share is not between 0 and 1.</exception>
    public Duration? ResponseQuantile(double share)
    {
        if (!(share > 0 && share < 1))
            throw new ArgumentOutOfRangeException(nameof(share), share, "A share lies between 0 and 1.");
        return IsStable ? Duration.FromSeconds(-StableMath.Log(1 - share) / _successRate) : null;
    }
}
