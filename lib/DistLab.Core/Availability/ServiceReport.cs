using DistLab.Protocols;

namespace DistLab.Availability;

/// <summary>
/// How available, fast and reliable a service was, computed from what was recorded of it (<see cref="ServiceLog"/>): the same for simulated
/// and for real experiments.
/// </summary>
/// <remarks>Response times are those of requests that succeeded. A quantile is the least measured value that at least so many do not exceed (the nearest rank).</remarks>
/// <example><code>
/// var report = new ServiceReport(log);
/// report.Figures.P99                                   // 99 % of all answers came within this
/// report.Service.Availability                          // uptime / (uptime + downtime)
/// report.Components                                    // the same for each server
/// </code></example>
public sealed class ServiceReport
{
    private readonly long[] _responses;
    private readonly ServiceRequest[] _requests;

    /// <summary>A report on what was recorded.</summary>
    /// <param name="log">What was recorded.</param>
    /// <param name="window">How long a window is of those that <see cref="ServiceFigures.GoodWindows"/> counts; by default a second.</param>
    /// <exception cref="ArgumentException">The measurement ends before it begins, there is no group, or an outage ends before it begins.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The window is not above zero.</exception>
    public ServiceReport(ServiceLog log, Duration? window = null)
    {
        ArgumentNullException.ThrowIfNull(log);
        if (log.To <= log.From || log.Groups.Count == 0 || log.Outages.Any(outage => outage.To < outage.From))
            throw new ArgumentException("A measurement lasts some time, is of some component, and no outage ends before it begins.", nameof(log));
        Log = log;
        Window = window ?? 1.Seconds();
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(Window, Duration.Zero, nameof(window));
        _requests = [.. log.Requests.Where(request => request.SentAt >= log.From && request.SentAt < log.To && request.Outcome != RequestOutcome.Open)];
        _responses = [.. _requests.Where(request => request.Outcome == RequestOutcome.Succeeded).Select(request => request.ResponseTime.Nanoseconds)];
        Array.Sort(_responses);
        Service = Timeline.OfService(log);
        Figures = Compute();
    }

    /// <summary>What was recorded.</summary>
    public ServiceLog Log { get; }

    /// <summary>How long a window is.</summary>
    public Duration Window { get; }

    /// <summary>The numbers in a row.</summary>
    public ServiceFigures Figures { get; }

    /// <summary>The service as a whole: up while each of its groups has as many components up as it needs.</summary>
    public ComponentFigures Service { get; }

    /// <summary>Each component by itself.</summary>
    public IReadOnlyList<ComponentFigures> Components => [.. Log.Groups.SelectMany(group => group.Components).Distinct(StringComparer.Ordinal).Select(name => Timeline.Of(Log, name))];

    /// <summary>When the service was down, in the order of time.</summary>
    public IReadOnlyList<Outage> ServiceOutages => Timeline.Sum(Log, Log.Groups);

    /// <summary>The response times of all requests that succeeded, the shortest first: for a distribution or a histogram.</summary>
    public IEnumerable<Duration> ResponseTimes => _responses.Select(response => new Duration(response));

    /// <summary>What users saw of each outage of a component, in the order of time.</summary>
    public IReadOnlyList<OutageImpact> Impacts => field ??= [.. Log.Outages.Where(outage => outage.From >= Log.From && outage.From < Log.To).OrderBy(outage => outage.From).Select(ImpactOf)];

    /// <summary>The response time that a share of all requests that succeeded did not exceed; <c>null</c> without any.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The share is not above 0 and at most 1.</exception>
    public Duration? Quantile(double share)
    {
        if (!(share > 0 && share <= 1))
            throw new ArgumentOutOfRangeException(nameof(share), share, "A share is above 0 and at most 1.");
        return _responses.Length == 0 ? null : new(_responses[(int)Math.Ceiling(share * _responses.Length) - 1]);
    }

    private ServiceFigures Compute()
    {
        var (good, windows) = CountWindows();
        var impacts = Impacts;
        return new()
        {
            Availability = Service.Availability,
            Success = Share(_responses.Length, _requests.Length),
            GoodWindows = Share(good, windows),
            Response = _responses.Length == 0 ? null : Duration.FromNanoseconds(_responses.Average()),
            P50 = Quantile(0.5),
            P95 = Quantile(0.95),
            P99 = Quantile(0.99),
            BetweenFailures = Service.MeanTimeBetweenFailures,
            ToRepair = Service.MeanTimeToRepair,
            Felt = impacts.Count == 0 ? null : Duration.FromNanoseconds(impacts.Average(impact => impact.Felt.Nanoseconds)),
            Noticed = Share(impacts.Sum(impact => impact.Unsuccessful), impacts.Sum(impact => impact.Requests)),
            Requests = _requests.Length,
            Unsuccessful = _requests.Length - _responses.Length,
            Attempts = Share(_requests.Sum(request => (long)request.Attempts), _requests.Length),
        };
    }

    private (int Good, int All) CountWindows()
    {
        var isGood = new Dictionary<long, bool>();
        foreach (var request in _requests)
        {
            var window = (request.SentAt - Log.From).Nanoseconds / Window.Nanoseconds;
            isGood[window] = isGood.GetValueOrDefault(window, true) && request.Outcome == RequestOutcome.Succeeded;
        }
        return (isGood.Values.Count(good => good), isGood.Count);
    }

    private OutageImpact ImpactOf(Outage outage)
    {
        var (all, unsuccessful, last) = (0, 0, outage.From);
        foreach (var request in _requests)
        {
            if (request.SentAt >= outage.To || request.EndedAt < outage.From)
                continue;
            all++;
            if (request.Outcome == RequestOutcome.Succeeded)
                continue;
            unsuccessful++;
            last = request.SentAt > last ? request.SentAt : last;
        }
        return new(outage, all, unsuccessful, last - outage.From);
    }

    private static double Share(long part, long whole) => whole == 0 ? double.NaN : (double)part / whole;
}
