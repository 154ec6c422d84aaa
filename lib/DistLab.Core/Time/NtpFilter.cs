using DistLab.Protocols;

namespace DistLab.Time;

/// <summary>
/// NTP's clock filter: the last eight samples of one server, of which that with the shortest delay is believed. Who has
/// travelled longest has waited in queues, most likely one way more than the other. It is a value: a sample more gives another one.
/// </summary>
/// <remarks>RFC 5905, §10.</remarks>
/// <param name="Samples">The samples, the newest first; at most eight.</param>
public sealed record NtpFilter(ValueList<NtpSample> Samples)
{
    /// <summary>How many samples are kept: NSTAGE.</summary>
    public const int Stages = 8;

    private const long FrequencyTolerancePerMillion = 15;

    /// <summary>A filter without samples.</summary>
    public static NtpFilter Empty { get; } = new(ValueList<NtpSample>.Empty);

    /// <summary>MAXDISP: the dispersion of a sample that there is not.</summary>
    public static Duration GreatestDispersion => 16.Seconds();

    /// <summary>The sample with the shortest delay, of equals the newest; <c>null</c> without samples.</summary>
    public NtpSample? Best => Samples.Count == 0 ? null : Samples.MinBy(sample => sample.Delay);

    /// <summary>ψ: how far the other samples' offsets are from the best one's: the root of the mean square.</summary>
    public Duration Jitter
    {
        get
        {
            if (Best is not { } best || Samples.Count < 2)
                return Duration.Zero;
            var sum = Samples.Sum(sample => Square((sample.Offset - best.Offset).Nanoseconds));
            return Duration.FromNanoseconds(Math.Sqrt(sum / (Samples.Count - 1)));
        }
    }

    /// <summary>Takes in one more sample; the ninth goes.</summary>
    public NtpFilter Add(NtpSample sample) => new([sample, .. Samples.Take(Stages - 1)]);

    /// <summary>
    /// ε: the dispersion of the filter: the samples' own, with what ageing adds at 15 parts per million, the best one's counting
    /// half, the next one's a quarter, and so on. A sample that is missing counts as 16 s.
    /// </summary>
    /// <param name="now">The client's hardware clock now.</param>
    public Duration Dispersion(Instant now)
    {
        var sum = 0.0;
        var weight = 0.5;
        foreach (var sample in Samples.OrderBy(sample => sample.Delay))
        {
            sum += weight * Math.Min((sample.Dispersion + Aged(now - sample.At)).Nanoseconds, GreatestDispersion.Nanoseconds);
            weight /= 2;
        }
        for (var missing = Samples.Count; missing < Stages; missing++, weight /= 2)
            sum += weight * GreatestDispersion.Nanoseconds;
        return Duration.FromNanoseconds(sum);
    }

    /// <summary>Φ: what the drift of a clock makes of a length of time, at 15 parts per million.</summary>
    internal static Duration Aged(Duration age) => new(age.Nanoseconds / 1_000_000 * FrequencyTolerancePerMillion);

    private static double Square(double x) => x * x;
}
