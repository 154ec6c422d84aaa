using DistLab.Availability;
using DistLab.Notebooks.Drawing;
using DistLab.Notebooks.Plots;
using DistLab.Protocols;

namespace DistLab.Notebooks.Services;

/// <summary>Puts an experiment's measures into words, in the order in which the prototype asks for them.</summary>
internal static class ResultLines
{
    private const char Space = '\u00A0';

    private static readonly TimeUnit[] Units = [.. new[] { "µs", "ms", "s", "min", "h" }.Select(name => TimeUnit.Named(name)!.Value)];

    public static IReadOnlyList<ResultLine> Of(ExperimentResult result, int point, ServiceFigures? real)
    {
        var (theory, row) = (result.TheoryAt(point), result.Rows[point]);
        ResultLine[] lines =
        [
            Share("availability: time up", nameof(ServiceFigures.Availability), theory.Availability, real?.Availability),
            Share("reliability: requests answered", nameof(ServiceFigures.Success), theory.Success, real?.Success),
            Mean("reliability: time between failures", theory.BetweenFailures, row.BetweenFailures, real is { Failures: > 0 } ? real.Uptime / real.Failures : null),
            Mean("reliability: time to repair", theory.ToRepair, row.ToRepair, real is { Failures: > 0 } ? real.Downtime / real.Failures : null),
            Time("response time: mean", nameof(ServiceFigures.Response), theory.Response, real?.Response),
            Time("response time: 50 % within", nameof(ServiceFigures.P50), theory.P50, real?.P50),
            Time("response time: 95 % within", nameof(ServiceFigures.P95), theory.P95, real?.P95),
            Time("response time: 99 % within", nameof(ServiceFigures.P99), theory.P99, real?.P99),
            Time("downtime during failover", nameof(ServiceFigures.Felt), null, real?.Felt),
            Share("impact: users who notice", nameof(ServiceFigures.Noticed), null, real is { Noticed: var noticed } && !double.IsNaN(noticed) ? noticed : null),
        ];
        return [.. lines.Where(line => line.Calculated is not null || line.Simulated is not null || line.Real is not null)];

        ResultLine Share(string measure, string name, double? calculated, double? measured) => Line(measure, result.Sweep[point, name], calculated, measured, AsShare);

        ResultLine Time(string measure, string name, Duration? calculated, Duration? measured) =>
            Line(measure, result.Sweep[point, name], calculated?.Nanoseconds, measured?.Nanoseconds, AsTime);

        // A quotient over all runs together: it has no value in a run without a failure, and so no range.
        ResultLine Mean(string measure, Duration? calculated, Duration? simulated, Duration? measured) =>
            new(measure, simulated is null ? null : Text(calculated), Text(simulated), null, Text(measured));

        static string? Text(Duration? time) => time is { } one ? AsTime(one.Nanoseconds, double.NaN) : null;
    }

    private static ResultLine Line(string measure, Analysis.Sample sample, double? calculated, double? measured, Func<double, double, string> text)
    {
        var half = sample.HalfWidth();
        var mean = double.IsNaN(sample.Mean) ? null : text(sample.Mean, half);
        return new(measure, Alone(calculated), mean, mean is null || double.IsNaN(half) ? null : Range(Alone(sample.Quantile(0.025))!, Alone(sample.Quantile(0.975))!), Alone(measured));

        string? Alone(double? value) => value is { } one ? text(one, double.NaN) : null;
    }

    // A unit that both ends share is said once.
    private static string Range(string low, string high)
    {
        var unit = high[high.IndexOf(Space)..];
        return $"{(low.EndsWith(unit, StringComparison.Ordinal) ? low[..^unit.Length] : low)}{Space}to {high}";
    }

    private static string AsShare(double share, double within) => $"{Numbers.Fixed(share * 100, 1)}{Within(within * 100, 1)}{Space}%";

    private static string AsTime(double nanoseconds, double within)
    {
        var unit = Units.LastOrDefault(one => Math.Abs(nanoseconds) >= one.Nanoseconds, nanoseconds == 0 ? Units[1] : Units[0]);
        var text = Numbers.Text(nanoseconds / unit.Nanoseconds);
        var decimals = text.Contains('.', StringComparison.Ordinal) ? text.Length - text.IndexOf('.', StringComparison.Ordinal) - 1 : 0;
        return $"{text}{Within(within / unit.Nanoseconds, decimals)}{Space}{unit.Name}";
    }

    // With as many decimals as the mean has.
    private static string Within(double within, int decimals) => double.IsNaN(within) ? "" : $"{Space}±{Space}{Numbers.Fixed(within, decimals)}";
}
