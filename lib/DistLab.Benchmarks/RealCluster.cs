using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using DistLab.Notebooks;
using DistLab.Protocols;
using DistLab.Replication;
using DistLab.Systems;

namespace DistLab.Benchmarks;

/// <summary>
/// <c>real [rounds]</c>: how soon three processes are a cluster, from the library and from a notebook's cell, and whether a node
/// that is killed amid its work, round after round, loses what it has confirmed or leaves a process behind.
/// </summary>
internal static class RealCluster
{
    private const int Nodes = 3;
    private const int Starts = 5;
    private const int WritesPerRound = 300;

    public static async Task<int> RunAsync(int rounds)
    {
        Console.WriteLine($"| what | figure | (load {Load()}, {Environment.ProcessorCount} cores) |");
        Console.WriteLine("|---|---|---|");
        var starts = new List<double>();
        for (var i = 0; i < Starts; i++)
        {
            await using var cluster = await Cluster.StartAsync(new PnCounter(Nodes, 50.Milliseconds()), Nodes);
            starts.Add(cluster.StartedIn.Seconds);
        }
        Row("three nodes up, from the library", $"{starts[0]:0.00} s the first time, then {starts.Skip(1).Min():0.00} … {starts.Skip(1).Max():0.00} s", "under 3 s");
        var cells = new List<string>();
        for (var i = 0; i < 3; i++)
            cells.Add(await FromACellAsync());
        Row("three nodes up, from a notebook's first cell that needs them", string.Join(", ", cells), "under 3 s");
        var (lost, left) = await KillAsync(rounds);
        Console.WriteLine($"\nload at the end {Load()}");
        return lost == 0 && left == 0 ? 0 : 1;
    }

    /// <summary>What a cell of a notebook measures that starts a cluster, run by <c>./distlab run</c>.</summary>
    private static async Task<string> FromACellAsync()
    {
        var folder = Directory.CreateTempSubdirectory("distlab-real-").FullName;
        var notebook = new JsonObject
        {
            ["cells"] = new JsonArray(
                Cell($"#r \"{typeof(Figure).Assembly.Location}\"\nusing DistLab.Protocols; using DistLab.Replication; using DistLab.Systems;"),
                Cell($"var cluster = await Cluster.StartAsync(new PnCounter({Nodes}, 50.Milliseconds()), nodes: {Nodes});\n$\"{{cluster.StartedIn.Seconds:0.00}} s\"")),
            ["metadata"] = new JsonObject(),
            ["nbformat"] = 4,
            ["nbformat_minor"] = 5,
        };
        await File.WriteAllTextAsync(Path.Combine(folder, "real.ipynb"), notebook.ToJsonString());
        var launcher = Path.Combine(Root(), OperatingSystem.IsWindows() ? "distlab.cmd" : "distlab");
        using (var run = Process.Start(new ProcessStartInfo(launcher, ["run", Path.Combine(folder, "real.ipynb"), "--out", Path.Combine(folder, "out")]) { RedirectStandardOutput = true })!)
        {
            var said = await run.StandardOutput.ReadToEndAsync();
            await run.WaitForExitAsync();
            if (run.ExitCode != 0)
                throw new InvalidOperationException(said);
        }
        var executed = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(folder, "out", "real.ipynb")))!;
        Directory.Delete(folder, recursive: true);
        return string.Concat(executed["cells"]![1]!["outputs"]![0]!["data"]!["text/plain"]!.AsArray());
    }

    private static async Task<(int Lost, int Left)> KillAsync(int rounds)
    {
        var processes = new HashSet<int>();
        var (lost, confirmed) = (0, 0L);
        var slowest = 0.0;
        var random = new RandomStream(5);
        var start = Stopwatch.GetTimestamp();
        await using (var cluster = await Cluster.StartAsync(new PnCounter(Nodes, 50.Milliseconds()), Nodes, new() { RecordsOutputsOnly = true, TraceCapacity = 1_000_000 }))
        {
            var written = new long[Nodes];
            for (var round = 0; round < rounds; round++)
            {
                processes.UnionWith(Enumerable.Range(0, Nodes).Select(node => cluster.ProcessId(node)));
                var victim = random.NextBelow(Nodes);
                var before = Confirmed(cluster, victim);
                for (var i = 0; i < WritesPerRound; i++)
                    cluster.Inject(victim, new PnCounter.Add(i, 1));
                var target = before + 1 + random.NextBelow(WritesPerRound / 2);
                await cluster.WaitUntilAsync(() => Confirmed(cluster, victim) >= target, 60.Seconds());
                await cluster.KillAsync(victim);
                written[victim] = Confirmed(cluster, victim);
                var down = Stopwatch.GetTimestamp();
                await cluster.RestartAsync(victim);
                slowest = Math.Max(slowest, Stopwatch.GetElapsedTime(down).TotalSeconds);
                lost += (await cluster.StateAsync(victim)).Increments[victim] < written[victim] ? 1 : 0;
            }
            processes.UnionWith(Enumerable.Range(0, Nodes).Select(node => cluster.ProcessId(node)));
            confirmed = written.Sum();
        }
        var left = processes.Count(IsAlive);
        var took = Stopwatch.GetElapsedTime(start).TotalSeconds;
        Row($"{rounds} rounds of kill -9 and restart", $"{took:0.0} s, the slowest restart {slowest:0.00} s; {confirmed:N0} writes confirmed, {lost} rounds lost some; of {processes.Count} processes {left} left", "none lost, none left");
        return (lost, left);
    }

    private static long Confirmed(Cluster<PnCounter.State, PnCounter.Message> cluster, int node) =>
        cluster.Outputs.Count(output => output.Node == node && output.Value is PnCounter.Added);

    private static bool IsAlive(int process)
    {
        try
        {
            using var found = Process.GetProcessById(process);
            return !found.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private static JsonObject Cell(string source) => new()
    {
        ["cell_type"] = "code", ["id"] = $"c{source.Length}", ["metadata"] = new JsonObject(), ["source"] = source, ["execution_count"] = null, ["outputs"] = new JsonArray(),
    };

    private static void Row(string what, string figure, string wanted) => Console.WriteLine($"| {what} | {figure} | {wanted} |");

    private static string Root([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", ".."));

    private static string Load() => File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "unknown";
}
