using DistLab.Protocols;

namespace DistLab.Availability;

/// <summary>When users send requests.</summary>
/// <example><code>
/// RequestLoad.Poisson(80)                                          // 80 a second, at random
/// RequestLoad.Bursts(80, 30.Seconds(), 240, 5.Seconds())           // calm and storm in turns
/// RequestLoad.Trace(arrivals)                                      // recorded ones, played again
/// </code></example>
public sealed record RequestLoad
{
    private RequestLoad(ValueList<Phase> phases, bool repeats, ValueList<Duration> gaps) => (Phases, Repeats, Gaps) = (phases, repeats, gaps);

    /// <summary>The phases that it goes through.</summary>
    internal ValueList<Phase> Phases { get; }

    /// <summary>Whether the first phase follows on the last one, which otherwise lasts for ever.</summary>
    internal bool Repeats { get; }

    /// <summary>The times between the requests of a recorded load; empty for one that is drawn.</summary>
    internal ValueList<Duration> Gaps { get; }

    /// <summary>Requests at random moments, so many in a second on average.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The rate is not above zero.</exception>
    public static RequestLoad Poisson(double perSecond) => Steps((perSecond, 1.Seconds()));

    /// <summary>Poisson requests whose rate changes by a timetable; the last rate stays.</summary>
    /// <exception cref="ArgumentException">There is no step.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A rate is negative or not finite, or a length is not above zero.</exception>
    public static RequestLoad Steps(params IEnumerable<(double PerSecond, Duration For)> steps) => new(Checked(steps.Select(step => (step.PerSecond, (Delay)step.For))), false, []);

    /// <summary>Poisson requests, now few and now many, each for a time that is drawn.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A rate is negative or not finite, or a length can be zero on average.</exception>
    public static RequestLoad Bursts(double calmPerSecond, Delay calmFor, double burstPerSecond, Delay burstFor) =>
        new(Checked([(calmPerSecond, calmFor), (burstPerSecond, burstFor)]), true, []);

    /// <summary>Requests at given moments after the start, for example recorded ones.</summary>
    /// <exception cref="ArgumentException">A moment is negative, or they are not in order.</exception>
    public static RequestLoad Trace(IEnumerable<Duration> moments)
    {
        ArgumentNullException.ThrowIfNull(moments);
        Duration[] all = [.. moments];
        var gaps = all.Select((moment, i) => i == 0 ? moment : moment - all[i - 1]).ToArray();
        if (gaps.Any(gap => gap < Duration.Zero))
            throw new ArgumentException("The moments are given in their order, from the start on.", nameof(moments));
        return new([], false, [.. gaps]);
    }

    /// <summary>The same load with every rate so many times as high; a recorded one is played so much faster.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The factor is not above zero.</exception>
    public RequestLoad Times(double factor)
    {
        if (!(factor > 0 && double.IsFinite(factor)))
            throw new ArgumentOutOfRangeException(nameof(factor), factor, "A load grows by a factor above zero.");
        return new([.. Phases.Select(phase => phase with { PerSecond = phase.PerSecond * factor })], Repeats, [.. Gaps.Select(gap => gap * (1 / factor))]);
    }

    /// <summary>The time to the next request; <c>null</c> when none comes in this phase.</summary>
    internal Delay? Gap(int phase, int next)
    {
        if (Phases.Count == 0)
            return next < Gaps.Count ? Gaps[next] : null;
        return Phases[phase].Gap;
    }

    private static ValueList<Phase> Checked(IEnumerable<(double PerSecond, Delay For)> phases)
    {
        ValueList<Phase> all = [.. phases.Select(phase => new Phase(phase.PerSecond, phase.For))];
        if (all.Count == 0)
            throw new ArgumentException("A load has at least one step.", nameof(phases));
        return all;
    }

    /// <summary>A time in which the rate stays.</summary>
    internal sealed record Phase
    {
        public Phase(double perSecond, Delay length)
        {
            if (!(perSecond >= 0 && double.IsFinite(perSecond)))
                throw new ArgumentOutOfRangeException(nameof(perSecond), perSecond, "A rate is zero or more requests in a second.");
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(length.Mean, Duration.Zero, nameof(length));
            (PerSecond, Length) = (perSecond, length);
        }

        public double PerSecond
        {
            get;
            init
            {
                field = value;
                Gap = value > 0 ? Delay.Exponential(Duration.FromSeconds(1 / value)) : null;
            }
        }

        public Delay Length { get; }

        public Delay? Gap { get; private init; }
    }
}
