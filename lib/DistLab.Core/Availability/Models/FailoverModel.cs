using DistLab.Protocols;

namespace DistLab.Availability;

/// <summary>
/// Servers that fail and are repaired, and a hub that knows of it only by its health check: what the textbook's k of n leaves out. A request
/// fails when the hub sends it to a server that is down, or takes all of them for down.
/// </summary>
/// <remarks>
/// Exact for exponential times, probes that are answered or refused at once, and requests that are spread evenly over the servers taken for
/// healthy and take no time: a Markov chain over what the probes of one server have shown so far, for servers that do not influence each other.
/// </remarks>
/// <example><code>
/// var model = new FailoverModel(servers: 2, 60.Seconds(), 6.Seconds(), new HealthCheck(1.Seconds()));
/// (model.Availability, model.Success)  // what the textbook promises, and what users get
/// </code></example>
public sealed class FailoverModel
{
    private readonly double _down;
    private readonly double _relaxed;

    /// <summary>A model.</summary>
    /// <param name="servers">How many servers there are, at least 1.</param>
    /// <param name="timeToFailure">Mean time that a server runs.</param>
    /// <param name="timeToRepair">Mean time that its repair takes.</param>
    /// <param name="check">How the hub checks them.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is not above zero.</exception>
    public FailoverModel(int servers, Duration timeToFailure, Duration timeToRepair, HealthCheck check)
    {
        ArgumentNullException.ThrowIfNull(check);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(timeToFailure, Duration.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(timeToRepair, Duration.Zero);
        _down = timeToRepair / (timeToFailure + timeToRepair);
        Availability = KOutOfN.Availability(1, servers, 1 - _down);
        var rate = (1 / timeToFailure.Seconds) + (1 / timeToRepair.Seconds);
        var decay = StableMath.Exp(-Math.Min(700, rate * check.Interval.Seconds));
        _relaxed = (1 - decay) / (rate * check.Interval.Seconds);
        var (upTrusted, downTrusted) = Trusted(check, decay);
        Undetected = Duration.FromSeconds(downTrusted * timeToFailure.Seconds / (1 - _down));
        var trusted = upTrusted + downTrusted;
        NoneTrusted = Power(1 - trusted, servers);
        Success = (1 - NoneTrusted) * upTrusted / trusted;
    }

    /// <summary>The share of time that some server is up, by the textbook.</summary>
    public double Availability { get; }

    /// <summary>The share of requests that are sent to a server that is up.</summary>
    public double Success { get; }

    /// <summary>The share of time that the hub takes all servers for down.</summary>
    public double NoneTrusted { get; }

    /// <summary>How long a failed server goes on getting requests, on average: until it is detected or repaired.</summary>
    public Duration Undetected { get; }

    /// <summary>The shares of time that one server is up, or down, and taken for healthy.</summary>
    private (double Up, double Down) Trusted(HealthCheck check, double decay)
    {
        // Right after a probe: trusted after f failed probes in a row (0 … Fall − 1), then suspected after q good ones (0 … Rise − 1).
        var (fall, rise) = (check.Fall, check.Rise);
        var chain = new double[fall + rise, fall + rise];
        for (var state = 0; state < fall + rise; state++)
        {
            var good = IsUp(state, fall) ? 1 - _down + (_down * decay) : (1 - _down) * (1 - decay);
            chain[state, state < fall || state + 1 == fall + rise ? 0 : state + 1] += good;
            chain[state, state < fall ? state + 1 : fall] += 1 - good;
        }
        var share = StationaryDistribution.Of(chain);
        var (up, down) = (0.0, 0.0);
        for (var state = 0; state < fall; state++)
        {
            var downUntilNext = IsUp(state, fall) ? _down * (1 - _relaxed) : _down + ((1 - _down) * _relaxed);
            up += share[state] * (1 - downUntilNext);
            down += share[state] * downUntilNext;
        }
        return (up, down);
    }

    private static bool IsUp(int state, int fall) => state == 0 || state > fall;

    private static double Power(double x, int exponent)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(exponent, 1);
        var product = 1.0;
        for (var i = 0; i < exponent; i++)
            product *= x;
        return product;
    }
}
