using System.Globalization;
using DistLab.Analysis;
using DistLab.Protocols;

namespace DistLab.Consensus;

/// <summary>How long clusters with certain election timeouts were without a leader.</summary>
/// <param name="Least">The least election timeout.</param>
/// <param name="Greatest">The greatest.</param>
/// <param name="Times">The downtime of each trial, where none was elected the limit of <see cref="RaftElectionExperiment"/>.</param>
public sealed record RaftDowntimes(Duration Least, Duration Greatest, ValueList<Duration> Times)
{
    private readonly Sample _milliseconds = new(Times.Select(time => time.Milliseconds));

    /// <summary>The timeouts, for example "150–155 ms".</summary>
    public string Name => string.Create(CultureInfo.InvariantCulture, $"{Least.Milliseconds}–{Greatest.Milliseconds} ms");

    /// <summary>The median, in milliseconds.</summary>
    public double Median => _milliseconds.Quantile(0.5);

    /// <summary>The mean, in milliseconds.</summary>
    public double Mean => _milliseconds.Mean;

    /// <summary>The longest, in milliseconds.</summary>
    public double Worst => _milliseconds.Max;
}
