using DistLab.Protocols;

namespace DistLab.Analysis;

/// <summary>
/// The queue M/M/c: Poisson arrivals, exponential service, one line before c servers; with one server, M/M/1. What an ideal load balancer
/// could reach, which never lets a server idle while a request waits.
/// </summary>
/// <remarks>Kleinrock, "Queueing Systems", vol. 1 (1975), §3.2 and §3.5. Times are <c>null</c> where the queue grows without end.</remarks>
/// <example><code>
/// var three = new MultiServerQueue(servers: 3, arrivalsPerSecond: 200, service: 10.Milliseconds());
/// three.Waits                         // Erlang C: 0.4444
/// three.Response                      // 14.4 ms
/// three.ResponseQuantile(0.99)
/// </code></example>
public sealed class MultiServerQueue
{
    private readonly double _service;
    private readonly double _drain;

    /// <summary>A queue.</summary>
    /// <param name="servers">How many servers there are, at least 1.</param>
    /// <param name="arrivalsPerSecond">How many requests come in a second on average; not negative.</param>
    /// <param name="service">How long a server works on one on average.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    public MultiServerQueue(int servers, double arrivalsPerSecond, Duration service)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(service, Duration.Zero);
        (Servers, ArrivalsPerSecond, Service) = (servers, arrivalsPerSecond, service);
        Load = arrivalsPerSecond * service.Seconds;
        Waits = Erlang.C(servers, Load);
        _service = 1 / service.Seconds;
        _drain = (servers * _service) - arrivalsPerSecond;
    }

    /// <summary>How many servers there are.</summary>
    public int Servers { get; }

    /// <summary>How many requests come in a second.</summary>
    public double ArrivalsPerSecond { get; }

    /// <summary>Mean service time.</summary>
    public Duration Service { get; }

    /// <summary>The load offered, in servers.</summary>
    public double Load { get; }

    /// <summary>The share of time that a server is busy; above 1 when there is more work than they can do.</summary>
    public double Utilisation => Load / Servers;

    /// <summary>Whether the servers can bear the load.</summary>
    public bool IsStable => Load < Servers;

    /// <summary>The share of requests that have to wait (Erlang C).</summary>
    public double Waits { get; }

    /// <summary>Mean time in the line.</summary>
    public Duration? Wait => IsStable ? Duration.FromSeconds(Waits / _drain) : null;

    /// <summary>Mean time in line and in service.</summary>
    public Duration? Response => IsStable ? Duration.FromSeconds((Waits / _drain) + Service.Seconds) : null;

    /// <summary>How many requests are in the system on average (Little's law).</summary>
    public double? InSystem => Response?.Seconds * ArrivalsPerSecond;

    /// <summary>The share of requests that take longer than a time.</summary>
    public double ResponseTail(Duration time)
    {
        if (!IsStable)
            return 1;
        var (t, s) = (time.Seconds, _service);
        if (t <= 0)
            return 1;
        // Those that wait take an exponential wait and an exponential service; when both have one rate, their sum is Erlang's.
        var sum = Math.Abs(_drain - s) < 1e-9 * s
            ? (1 + (s * t)) * Fall(s * t)
            : ((_drain * Fall(s * t)) - (s * Fall(_drain * t))) / (_drain - s);
        return ((1 - Waits) * Fall(s * t)) + (Waits * sum);
    }

    /// <summary>The response time that a share of all requests does not exceed.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The share is not between 0 and 1.</exception>
    public Duration? ResponseQuantile(double share)
    {
        if (!(share > 0 && share < 1))
            throw new ArgumentOutOfRangeException(nameof(share), share, "A share lies between 0 and 1.");
        if (!IsStable)
            return null;
        var (low, high) = (0L, Service.Nanoseconds);
        while (ResponseTail(new(high)) > 1 - share)
            high = checked(high * 2);
        while (high - low > 1)
        {
            var middle = low + ((high - low) / 2);
            (low, high) = ResponseTail(new(middle)) > 1 - share ? (middle, high) : (low, middle);
        }
        return new(high);
    }

    private static double Fall(double x) => x > 700 ? 0 : StableMath.Exp(-x);
}
