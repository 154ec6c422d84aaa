using DistLab.Protocols;

namespace DistLab.Availability;

/// <summary>One run of a simulated service.</summary>
/// <param name="Log">What was recorded.</param>
/// <param name="Undetected">The times in which a server was down and the hub did not know it, and so went on sending it requests.</param>
public sealed record ServiceRun(ServiceLog Log, IReadOnlyList<Outage> Undetected)
{
    /// <summary>The report on it.</summary>
    public ServiceReport Report => field ??= new(Log);

    /// <summary>For how long a failed server went undetected on average, be it until it was detected or repaired; <c>null</c> when none failed.</summary>
    public Duration? MeanUndetected
    {
        get
        {
            var within = Undetected.Where(outage => outage.From >= Log.From && outage.From < Log.To).ToList();
            var failures = Log.Outages.Count(outage => outage.From >= Log.From && outage.From < Log.To && outage.Component != "hub");
            return failures == 0 ? null : Duration.FromNanoseconds(within.Sum(outage => (double)outage.Length.Nanoseconds) / failures);
        }
    }
}
