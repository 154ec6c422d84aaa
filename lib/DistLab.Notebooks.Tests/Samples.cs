using DistLab.Protocols;

namespace DistLab.Notebooks.Tests;

/// <summary>Figures of every kind, good cases and bad ones.</summary>
internal static class Samples
{
    private sealed record Run(int Nodes, double Mean, double Low, double High);

    private sealed record Cost(string Algorithm, int Nodes, double Messages, double Error);

    public static IEnumerable<(string Name, Figure Figure)> All() =>
        Good().Concat(Hard());

    public static Table Table() => Notebooks.Table.From(
    [
        new { Algorithm = "Central server", Nodes = 25, MessagesPerEntry = 3.0, WorstWait = 12.5.Milliseconds(), Safe = true },
        new { Algorithm = "Token ring", Nodes = 25, MessagesPerEntry = 12.482, WorstWait = 250.Milliseconds(), Safe = true },
        new { Algorithm = "Ricart–Agrawala", Nodes = 1000, MessagesPerEntry = 48.0, WorstWait = 31.2.Milliseconds(), Safe = true },
        new { Algorithm = "A lock without a lease <unsafe>", Nodes = 12345, MessagesPerEntry = 2.25, WorstWait = 1.75.Seconds(), Safe = false },
    ]).Caption("Mutual exclusion, 20 runs each").Rows(3);

    public static IEnumerable<(string Name, Figure Figure)> Good()
    {
        int[] sizes = [2, 4, 8, 16, 24, 32, 48, 64];
        var noise = new Random(3);
        var runs = sizes.Select(n => new Run(n, (n / 2.0) - 0.3 + noise.NextDouble(), (n / 2.0) - (0.08 * n), (n / 2.0) + (0.08 * n))).ToList();
        yield return ("line-theory", Figure.Of("Worst wait grows with the ring")
            .Subtitle("Hops until the token comes, over 200 seeds for each ring size").X("Nodes").Y("Wait", "hops")
            .Line("worst of 200", sizes.Select(n => (n, n - (n > 30 ? 1 : 0)))).Line("mean", runs, r => r.Nodes, r => r.Mean, r => r.Low, r => r.High)
            .Measured("mean", new[] { (8, 4.4), (16, 8.9), (32, 17.2) }).Theory("N", n => n).Interval("95 % CI")
            .Note(48, 47, "No run waits longer than one full turn of the token").Footer("Simulated: 200 seeds for each N; band: 95 % confidence interval. Measured: one process per node."));
        yield return ("step-times", Figure.Of("The cluster grows in steps while the load rises smoothly").X("Time").Y("Requests per second")
            .Step("Capacity", Enumerable.Range(0, 12).Select(i => (TimeSpan.FromMinutes(i * 5), 300 + (100 * (i % 7)))))
            .Line("Load", Enumerable.Range(0, 111).Select(i => (TimeSpan.FromMinutes(i * 0.5), i is > 60 and < 70 ? double.NaN : 210 + (430 / (1 + Math.Exp(-(i - 35) / 6.0)))))).Footer("Simulated, seed 9."));
        var cloud = Enumerable.Range(0, 150).Select(i => (Size: 1 + (noise.NextDouble() * 99), Ms: 2 + (noise.NextDouble() * 8))).ToList();
        yield return ("scatter", Figure.Of("Larger messages take longer, but the network's noise hides it below 20 kB").X("Message size", "kB").Y("Round trip", "ms")
            .Scatter("TCP", cloud, p => p.Size, p => (p.Ms + (p.Size / 10)).Milliseconds()).Scatter("QUIC", cloud, p => p.Size, p => (p.Ms + (p.Size / 14)).Milliseconds()).Theory("2 RTT + size / bandwidth", x => 7 + (x / 10)));
        Cost[] costs =
        [
            new("Centralised", 4, 3, 0), new("Centralised", 9, 3, 0), new("Centralised", 25, 3, 0), new("Raymond", 4, 3.2, 0.3), new("Raymond", 9, 3.8, 0.3), new("Raymond", 25, 4.1, 0.3),
            new("Suzuki–Kasami", 4, 3.8, 0.2), new("Suzuki–Kasami", 9, 8.6, 0.4), new("Suzuki–Kasami", 25, 24.1, 0.9), new("Maekawa", 4, 8.6, 0.8), new("Maekawa", 9, 16.9, 1.5), new("Maekawa", 25, 35.4, 3.1),
            new("Lamport", 4, 9, 0), new("Lamport", 9, 24, 0), new("Lamport", 25, 72, 0), new("Ricart–Agrawala", 4, 6, 0), new("Ricart–Agrawala", 9, 16, 0), new("Ricart–Agrawala", 25, 48, 0),
        ];
        yield return ("bars", Figure.Of("Asking every peer costs 2(N−1) messages or more; a tree about 4").Subtitle("Messages per critical-section entry under contention, for N = 4, 9 and 25 processes").Y("Messages per entry")
            .Bars(costs, c => $"N = {c.Nodes}", c => c.Algorithm, c => c.Messages, c => c.Messages - c.Error, c => c.Messages + c.Error).Ordered()
            .Theory("N = 25", new[] { ("Centralised", 3.0), ("Lamport", 72), ("Ricart–Agrawala", 48) }).Sorted().Interval("95 % CI").Footer("Simulated: 20 runs of 1 000 entries, seed 3. Error bar: 95 % confidence interval. Dashed mark: textbook formula."));
        yield return ("bars-single", Figure.Of("The ring's worst wait is its size").X("Nodes").Y("Worst wait", "hops").Bars("worst wait", sizes.Select(n => (n, n))).Theory("N", n => n).Note("16", 16, "Every ring size reaches its bound"));
        var latencies = Enumerable.Range(0, 1000).Select(_ => Math.Exp(2.4 + (0.42 * Normal(noise))) + (noise.NextDouble() < 0.035 ? 260 * noise.NextDouble() : 0)).ToList();
        yield return ("histogram", Figure.Of("Most reads take about 11 ms; a few meet the slow replica").X("Latency").Y("Reads").Histogram("reads", latencies.Select(l => Duration.FromMilliseconds(l)).Where(l => l < 60.Milliseconds())));
        yield return ("histogram-two", Figure.Of("Two replicas answer in different bands").X("Latency", "ms").Histogram("near", latencies.Where(l => l < 40)).Histogram("far", latencies.Take(400).Where(l => l < 40).Select(l => l + 15)));
        yield return ("ecdf", Figure.Of("One hedged request in twenty makes the 99th percentile shorter").Subtitle("Latency of 1 000 reads per variant; share of requests answered within a given time").X("Latency").Y("Share of requests").LogX()
            .Ecdf("Single replica", latencies.Select(l => Duration.FromMilliseconds(l))).Ecdf("Hedged after p95", latencies.Select(l => Duration.FromMilliseconds(Math.Min(l, 24 + (l / 7))))).Ecdf("Quorum 2 of 3", latencies.Select(l => Duration.FromMilliseconds(Math.Min(l + 2.2, 29)))).Footer("Simulated, seed 7, 3 replicas, 3.5 % of reads meet a slow replica."));
        yield return ("box", Figure.Of("Cristian's estimate tightens when the round trip is short").Y("Clock error").Box("all replies", latencies.Select(l => Duration.FromMicroseconds(l * 40))).Box("best of 4", latencies.Take(300).Select(l => Duration.FromMicroseconds(l * 20))).Box("best of 16", latencies.Take(100).Select(l => Duration.FromMicroseconds(l * 9))));
        string[] cities = ["Oslo", "Dublin", "Virginia", "Oregon", "São Paulo", "Tokyo", "Mumbai", "Sydney"];
        var matrix = new double[8, 8];
        for (var i = 0; i < 64; i++)
            matrix[i / 8, i % 8] = i / 8 == i % 8 ? double.NaN : Math.Round(Math.Abs((i / 8) - (i % 8)) * (28 + (10 * noise.NextDouble())));
        yield return ("heatmap", Figure.Of("Distance explains most latency").Subtitle("Median round trip between regions").Y("Round trip", "ms").Heatmap(cities, ["OSL", "DUB", "VIR", "ORE", "SAO", "TOK", "MUM", "SYD"], matrix).Footer("Synthetic matrix. Rows send, columns answer."));
        yield return ("heatmap-diverging", Figure.Of("Routes into Asia pay a detour").Y("Measured against model", "%").Heatmap(
            from a in cities from b in cities where a != b select (a, b, v: Math.Round(40 * Normal(noise) / 2)), c => c.a, c => c.b, c => c.v));
        yield return ("loglog", Figure.Of("Gossip reaches everyone in logarithmic time").X("Nodes").Y("Rounds").LogX().LogY().Line("push", Enumerable.Range(1, 17).Select(i => (1 << i, i + Math.Log(1 << i)))).Theory("log₂ N + ln N", n => Math.Log2(n) + Math.Log(n)).Theory("N", n => n));
        yield return ("percent", Figure.Of("Past 90 % load, naive retries cause the outage they should hide").X("Offered load, share of capacity", "%").Y("Availability", "%")
            .Line("Retry ×3, at once", Enumerable.Range(0, 41).Select(i => (40 + (i * 2.5), 99.7 - (79 / (1 + Math.Exp(-(i - 25.6) / 2.1)))))).Line("No retry", Enumerable.Range(0, 41).Select(i => (40 + (i * 2.5), 99 - (i > 20 ? (i - 20) * 1.4 : 0)))).Line("Retry budget 10 %", Enumerable.Range(0, 41).Select(i => (40 + (i * 2.5), 99.5 - (i > 22 ? (i - 22) * 1.4 : 0))))
            .Note(92.5, 93, "Above here each failure adds up to three arrivals").Footer("Simulated: 30 runs of 20 000 requests, seed 42."));
    }

    public static IEnumerable<(string Name, Figure Figure)> Hard()
    {
        var noise = new Random(8);
        yield return ("empty", Figure.Of("Nothing was measured"));
        yield return ("empty-line", Figure.Of("Nothing was measured").X("Time", "s").Y("Load").Line("load", Array.Empty<(double, double)>()));
        yield return ("empty-log", Figure.Of("Nothing above zero").LogX().LogY().Line("load", new[] { (0, 0), (-1, 3) }));
        yield return ("empty-bars", Figure.Of("No bars").Bars("x", Array.Empty<(string, int)>()));
        yield return ("empty-ecdf", Figure.Of("No values").Ecdf("x", Array.Empty<double>()).LogX());
        yield return ("empty-histogram", Figure.Of("No values").Histogram("x", Array.Empty<double>()));
        yield return ("empty-box", Figure.Of("No values").Box("x", Array.Empty<double>()));
        yield return ("empty-heat", Figure.Of("No cells").Heatmap([], [], new double[0, 0]));
        yield return ("formula-only", Figure.Of("A formula without data"). X("n").Theory("n²", n => n * n).RangeX(0, 20));
        yield return ("one-point", Figure.Of("One point").X("N").Y("Wait", "ms").Line("only", new[] { (5, 3.2) }));
        yield return ("all-equal", Figure.Of("All equal").Line("flat", Enumerable.Range(0, 20).Select(i => (i, 7.0))));
        yield return ("all-zero", Figure.Of("All zero").Line("zero", Enumerable.Range(0, 20).Select(i => (i, 0))));
        yield return ("huge", Figure.Of("Huge range").Line("up", Enumerable.Range(0, 20).Select(i => (i, Math.Pow(10, i)))).X("Exponent").Y("Hops per second"));
        yield return ("huge-log", Figure.Of("Huge range on a log axis").LogY().Line("up", Enumerable.Range(0, 20).Select(i => (i, Math.Pow(10, i - 5)))).X("Exponent").Y("Hops per second"));
        yield return ("tiny", Figure.Of("Tiny values").Line("drift", Enumerable.Range(0, 20).Select(i => (i, i * 1e-7))).Y("Drift", "s/s"));
        yield return ("offset", Figure.Of("A small change on a large value").Line("clock", Enumerable.Range(0, 20).Select(i => (i, 1_700_000_000 + (i * 0.01)))));
        yield return ("negative", Figure.Of("Clock error on both sides of zero").X("Time").Y("Error").Line("P1", Enumerable.Range(0, 100).Select(i => (Instant.FromSeconds(i), Duration.FromMicroseconds(30 * Math.Sin(i / 8.0))))).Line("P2", Enumerable.Range(0, 100).Select(i => (Instant.FromSeconds(i), Duration.FromMicroseconds(-0.4 * i)))));
        yield return ("negative-bars", Figure.Of("Gain and loss").Y("Change", "%").Bars("a", new[] { ("one", -12.0), ("two", 7), ("three", 0), ("four", -3.3) }).Bars("b", new[] { ("one", 5.0), ("two", -9), ("four", 2) }));
        yield return ("log-nonpositive", Figure.Of("Zero has no place on a log axis").LogY().Line("loss", Enumerable.Range(0, 30).Select(i => (i, i % 7 == 0 ? 0 : Math.Exp(i / 4.0)))).Footer("Seed 1"));
        var many = Figure.Of("Eleven series are too many, but all can be told apart").X("Round").Y("Informed nodes");
        for (var s = 0; s < 11; s++)
        {
            var slope = s + 1;
            many = many.Line($"fan-out {slope}", Enumerable.Range(0, 24).Select(i => (i, 100 * (1 - Math.Exp(-slope * i / 30.0)))));
        }
        yield return ("eleven-series", many);
        for (var s = 11; s < 20; s++)
        {
            var slope = s + 1;
            many = many.Line($"fan-out {slope}", Enumerable.Range(0, 24).Select(i => (i, 100 * (1 - Math.Exp(-slope * i / 30.0)))));
        }
        yield return ("twenty-series", many);
        yield return ("fifty-categories", Figure.Of("Keys are spread evenly over 50 partitions").X("Partition").Y("Keys").Bars("keys", Enumerable.Range(0, 50).Select(i => ($"partition-{i}", 180 + noise.Next(40)))));
        yield return ("long-labels", Figure.Of("A very long title that says far more than one line of a card can hold and therefore has to be wrapped or made smaller, or cut")
            .Subtitle("A subtitle that also goes on and on, for people who like to explain everything at once in the one place where there is the least room for explaining it, and then more")
            .Y("A rather long title of the y axis with all its assumptions").X("An even longer title of the x axis that explains what is counted, in which unit and why it matters for this course")
            .Bars("a series with a long name", new[] { ("Centralised server with a backup", 3.0), ("Raymond's tree on a balanced binary overlay", 12.5), ("Ricart–Agrawala", 8), ("Donaudampfschifffahrtsgesellschaft", 1) })
            .Bars("another series whose name is long enough to need a second row", new[] { ("Centralised server with a backup", 2.0), ("Raymond's tree on a balanced binary overlay", 1.5), ("Ricart–Agrawala", 8), ("Donaudampfschifffahrtsgesellschaft", 1) })
            .Footer("A footer that names every parameter of the simulation: 5 nodes, 100 runs, seeds 1 to 100, log-normal delays with a median of 5 ms and a sigma of 0.4, loss of 1 %, no duplication, partitions every ten seconds for two seconds."));
        yield return ("long-names", Figure.Of("Long names at line ends").Line("a series with a name that is much too long for the margin", new[] { (0, 1), (10, 5) }).Line("<b>bold & \"quoted\"</b>", new[] { (0, 2), (10, 4.9) }).Line("short", new[] { (0, 1), (6, 2) }));
        yield return ("ecdf-left-skewed", Figure.Of("A distribution with a long left tail").Ecdf("a", Enumerable.Range(0, 500).Select(_ => 100 - (Math.Exp(Normal(noise)) * 4))).Ecdf("b", Enumerable.Range(0, 500).Select(_ => 98 - (Math.Exp(Normal(noise)) * 4))));
        yield return ("ecdf-equal", Figure.Of("All values equal").Ecdf("a", Enumerable.Repeat(5.0, 50)));
        yield return ("ecdf-eight", Enumerable.Range(1, 8).Aggregate(Figure.Of("Eight distributions").X("Latency", "ms").LogX(), (f, s) => f.Ecdf($"{s} replicas", Enumerable.Range(0, 200).Select(_ => Math.Exp(Normal(noise)) * (10 + s)))));
        yield return ("million", Figure.Of("A hundred thousand points").Line("noise", Enumerable.Range(0, 100_000).Select(i => (i, Math.Sin(i / 9000.0) + (0.1 * Normal(noise))))));
        yield return ("scatter-many", Figure.Of("Ten thousand dots").Scatter("dots", Enumerable.Range(0, 10_000).Select(_ => (Normal(noise), Normal(noise)))));
        yield return ("range-cut", Figure.Of("A pole at full load is cut, not drawn flat").X("Load").Y("Queue").Line("simulated", Enumerable.Range(1, 18).Select(i => (i / 20.0, (i / 20.0) / (1 - (i / 20.0))))).Theory("ρ / (1 − ρ)", r => r / (1 - r)).RangeX(0, 1).RangeY(0, 6));
        yield return ("violation", Figure.Of("Two holders at once for 24 ms").X("Time").Y("Holders").Step("holders", new[] { (0, 0), (31, 1), (102, 2), (126, 1), (138, 0) }.Select(p => (p.Item1.Milliseconds(), p.Item2))).Line("allowed", new[] { (0.Milliseconds(), 1), (138.Milliseconds(), 1) }).Color(8).Step("violation", new[] { (102.Milliseconds(), 2), (126.Milliseconds(), 2) }).Violation());
        yield return ("infinite", Figure.Of("Infinite and missing values").Line("x", new[] { (0.0, 1.0), (1, double.PositiveInfinity), (2, 3), (double.NaN, 4), (4, double.NaN), (5, 2), (6, 3) }));
        var big = new double[40, 60];
        for (var i = 0; i < 2400; i++)
            big[i / 60, i % 60] = Math.Pow(10, (i / 60 / 10.0) + (noise.NextDouble() / 2));
        yield return ("heatmap-big", Figure.Of("Forty by sixty").Y("Messages").Heatmap(Enumerable.Range(0, 40).Select(i => $"node {i}"), Enumerable.Range(0, 60).Select(i => $"{i}"), big));
        yield return ("heatmap-long", Figure.Of("Long names in a matrix").Heatmap(["a row with a very long name indeed, far too long", "b"], ["column with a long name", "another column", "c"], new[,] { { 1, 2.25, 12345 }, { 4, 5, 6 } }));
        yield return ("box-thirty", Enumerable.Range(1, 30).Aggregate(Figure.Of("Thirty boxes").Y("Latency", "ms").LogY(), (f, s) => f.Box($"node {s}", Enumerable.Range(0, 100).Select(_ => Math.Exp(Normal(noise)) * s))));
        yield return ("duration-bars", Figure.Of("Failover takes seconds, detection most of it").Y("Time").Bars("failover", new[] { ("detect", 2100.Milliseconds()), ("elect", 180.Milliseconds()), ("catch up", 640.Milliseconds()) }));
    }

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
