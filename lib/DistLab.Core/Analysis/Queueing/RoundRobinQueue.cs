using DistLab.Protocols;

namespace DistLab.Analysis;

/// <summary>
/// One of n servers among which Poisson arrivals are dealt out in turn: every n-th arrival is its own, so that the time between two is
/// Erlang distributed (the queue Eₙ/M/1). Turns are steadier than chance, and so the wait is shorter than with random choice.
/// </summary>
/// <remarks>
/// The response time of a queue GI/M/1 is exponential with rate μ(1 − σ), where σ is the root below 1 of σ = A*(μ(1 − σ)); Kleinrock, "Queueing
/// Systems", vol. 1 (1975), §6.4.
/// </remarks>
public sealed class RoundRobinQueue
{
    /// <summary>Servers that take turns.</summary>
    /// <param name="servers">How many servers there are, at least 1.</param>
    /// <param name="arrivalsPerSecond">How many requests come in a second for all of them; not negative.</param>
    /// <param name="service">How long a server works on one on average; exponential.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    public RoundRobinQueue(int servers, double arrivalsPerSecond, Duration service)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(servers, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(arrivalsPerSecond);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(service, Duration.Zero);
        var serviceRate = 1 / service.Seconds;
        if (arrivalsPerSecond >= servers * serviceRate)
            return;
        var (root, former) = (0.0, -1.0);
        for (var i = 0; i < 1_000_000 && root - former > 1e-15; i++)
            (root, former) = (Power(arrivalsPerSecond / (arrivalsPerSecond + (serviceRate * (1 - root))), servers), root);
        Response = Duration.FromSeconds(1 / (serviceRate * (1 - root)));
    }

    /// <summary>Mean response time; <c>null</c> where the queue grows without end.</summary>
    public Duration? Response { get; }

    private static double Power(double x, int exponent)
    {
        var product = 1.0;
        for (var i = 0; i < exponent; i++)
            product *= x;
        return product;
    }
}
