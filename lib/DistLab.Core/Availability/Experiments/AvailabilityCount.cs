using DistLab.Protocols;

namespace DistLab.Availability;

/// <summary>The same service counted in three honest ways that disagree, and the prototype's formula over several measurements.</summary>
/// <param name="Case">What was counted.</param>
/// <param name="ByTime">The share of time that it was up: uptime / (uptime + downtime).</param>
/// <param name="ByRequests">The share of requests that succeeded.</param>
/// <param name="ByWindows">The share of seconds with requests in which none failed.</param>
public sealed record AvailabilityCount(string Case, double ByTime, double ByRequests, double ByWindows)
{
    /// <summary>Counts a measurement.</summary>
    public static AvailabilityCount Of(string name, ServiceReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return new(name, report.Figures.Availability, report.Figures.Success, report.Figures.GoodWindows);
    }

    /// <summary>An outage at night, the same by day, and a partial one: where the share of time misleads.</summary>
    /// <param name="seed">What all chance follows from.</param>
    public static IReadOnlyList<AvailabilityCount> WhereTimeMisleads(ulong seed = 1) =>
    [
        Of("down for a minute at night", ServiceScenarios.DayAndNight(byDay: false).Run(600.Seconds(), seed, Duration.Zero).Report),
        Of("down for a minute by day", ServiceScenarios.DayAndNight(byDay: true).Run(600.Seconds(), seed, Duration.Zero).Report),
        Of("one of two servers down, and the hub does not know", ServiceScenarios.PartialOutage().Run(600.Seconds(), seed).Report),
    ];

    /// <summary>
    /// The final availability by the prototype's formula, uptime / (uptime + downtime), from the measured times of several components or experiments: each
    /// counts for as long as it was measured.
    /// </summary>
    /// <exception cref="ArgumentException">Nothing was measured.</exception>
    public static double Final(params IEnumerable<ComponentFigures> measured)
    {
        var (up, all) = Sum(measured);
        return up / all;
    }

    /// <summary>The mean of their availabilities, whose weights do not follow from how long each was measured: an average of averages.</summary>
    /// <inheritdoc cref="Final" path="/exception"/>
    public static double MeanOfShares(params IEnumerable<ComponentFigures> measured)
    {
        var all = measured.ToList();
        Sum(all);
        return all.Average(one => one.Availability);
    }

    private static (Duration Up, Duration All) Sum(IEnumerable<ComponentFigures> measured)
    {
        ArgumentNullException.ThrowIfNull(measured);
        var (up, all) = (Duration.Zero, Duration.Zero);
        foreach (var one in measured)
            (up, all) = (up + one.Uptime, all + one.Uptime + one.Downtime);
        return all > Duration.Zero ? (up, all) : throw new ArgumentException("Nothing was measured.", nameof(measured));
    }
}
