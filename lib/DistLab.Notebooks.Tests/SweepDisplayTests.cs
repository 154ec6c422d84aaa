using System.Text.Json.Nodes;
using DistLab.Analysis;
using DistLab.Protocols;

namespace DistLab.Notebooks.Tests;

/// <summary>A sweep as a table and in a figure.</summary>
public sealed class SweepDisplayTests
{
    private sealed record Seen(Duration WorstWait, double Messages, bool Fair);

    private static readonly SweepResult<(int Nodes, bool Ring)> Result = Sweep.Over([(4, true), (9, true), (4, false)], seeds: 3)
        .Run((point, seed) => new Seen((point.Item1 * (double)seed).Milliseconds(), point.Item1 + (int)seed, seed > 1));

    [Fact]
    public void The_table_has_a_row_for_each_point_with_means_and_half_widths()
    {
        var table = Sweep.Over(from n in new[] { 4, 9 } select new { n, Topology = "ring" }, seeds: 3).Run((point, seed) => new Seen((point.n * (double)seed).Milliseconds(), point.n, seed > 1)).ToTable();
        Assert.Equal(["n", "Topology", "Worst wait", "± (95 %)", "Messages", "± (95 %)", "Fair", "± (95 %)"], table.Columns.Select(column => Plain(column.Name)));
        Assert.Equal([9, "ring", 18.Milliseconds(), "22.4", 9.0, 0.0], table.Columns.Take(6).Select((column, i) => i == 3 ? Plain($"{((Duration)column.Values[1]!).Nanoseconds / 1e6:0.0}") : column.Values[1]));
        var lines = Plain(table.ToString()).Split('\n');
        Assert.Equal("Means of 3 seeds with 95 % confidence intervals", lines[0]);
        Assert.Matches(@"^9\s+ring\s+18\s+22\.36\s+9\s+0\s+0\.667\s+1\.43", lines[4]);
        Assert.Contains("<th scope=\"col\"", table.ToHtml());
        Assert.Contains("9.94", table.ToHtml());
    }

    [Fact]
    public void One_measure_without_a_name_is_the_mean_and_quantiles_get_columns()
    {
        var table = Sweep.Over([1, 2], seeds: 5).Run((point, seed) => point * (double)seed).ToTable(0.9, 0.5, 0.95);
        Assert.Equal(["Point", "Mean", "± (90 %)", "50 %", "95 %"], table.Columns.Select(column => Plain(column.Name)));
        Assert.Equal([3.0, 6.0], table.Columns[1].Values);
        Assert.Equal([4.8, 9.6], table.Columns[4].Values.Select(value => Math.Round((double)value!, 12)));
        Assert.Throws<ArgumentOutOfRangeException>(() => Sweep.Over([1]).Run((_, _) => 1).ToTable(95));
    }

    [Fact]
    public void One_seed_leaves_the_interval_empty()
    {
        var table = Sweep.Over([1], seeds: 1).Run((_, _) => 2).ToTable();
        Assert.Equal([2.0], table.Columns[1].Values);
        Assert.Equal([null], table.Columns[2].Values);
        Assert.StartsWith("Means of 1 seed with", table.ToString());
    }

    [Fact]
    public void A_figure_takes_a_sweep_in_one_line_with_error_bars_or_a_band()
    {
        var figure = Figure.Of("Waits").X("Nodes").Y("Wait").Scatter("ring", Result, point => point.Nodes, "WorstWait", where: point => point.Ring).Line("star", Result, point => point.Nodes, "WorstWait", where: point => !point.Ring);
        var data = JsonNode.Parse(figure.ToNativePlotlyJson())!["data"]!.AsArray();
        var ring = data[0]!;
        Assert.Equal([4.0, 9], ring["x"]!.AsArray().Select(x => x!.GetValue<double>()));
        Assert.Equal([8.0, 18], ring["y"]!.AsArray().Select(y => y!.GetValue<double>()));
        var half = 4.302653 * 4 / Math.Sqrt(3);
        Assert.Equal(half, ring["error_y"]!["array"]![0]!.GetValue<double>(), 3);
        Assert.Contains("95 % CI", Plain(figure.ToSvg()));
        Assert.Throws<ArgumentException>(() => figure.Scatter("x", Result, point => point.Nodes));
        Assert.Throws<ArgumentOutOfRangeException>(() => figure.Scatter("x", Result, point => point.Nodes, "Messages", confidence: 2));
    }

    private static string Plain(string text) => text.Replace('\u00A0', ' ').Replace('\u202F', ' ').Replace('\u2009', ' ');
}
