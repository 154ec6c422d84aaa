using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using DistLab.Protocols;
using DistLab.Web;

namespace DistLab.Benchmarks;

/// <summary>
/// The hub beside HAProxy and nginx: the same two servers behind each, the same load by wrk, in turns, on the same cores. Then a server is killed
/// under load with POST requests, and the hub's servers are switched under load. Needs haproxy, nginx and wrk.
/// </summary>
internal static partial class HubBesideOthers
{
    private const int Connections = 32;
    private const int Rounds = 5;

    public static async Task<int> RunAsync(string seconds)
    {
        if (!int.TryParse(seconds, NumberStyles.None, CultureInfo.InvariantCulture, out var each) || each < 1)
        {
            Console.Error.WriteLine($"'{seconds}' is no number of seconds. For example: hub 5");
            return 2;
        }
        if (new[] { "haproxy", "nginx", "wrk" }.FirstOrDefault(program => Find(program) is null) is { } absent)
        {
            Console.Error.WriteLine($"{absent} is not here. On Debian: apt-get install haproxy nginx wrk");
            return 3;
        }
        var folder = Directory.CreateTempSubdirectory("distlab-hub-");
        try
        {
            await CompareAsync(folder.FullName, each);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
        return 0;
    }

    private static async Task CompareAsync(string folder, int seconds)
    {
        await using var site = await Site.StartAsync(servers: 2);
        await site.WaitUntilOpenAsync();
        var servers = (await site.StatusAsync()).Servers.Select(server => server.Address).ToList();
        using var others = new OtherProxies(folder, servers);
        var proxies = new (string Name, string Address)[] { ("hub", $"{site.Address}work"), ("haproxy", others.HaProxy + "work"), ("nginx", others.Nginx + "work") };
        foreach (var (_, address) in proxies)
            await WrkAsync(address, 4);
        var measured = proxies.ToDictionary(proxy => proxy.Name, _ => new List<(double Rate, double P99)>());
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var (name, address) in proxies)
                measured[name].Add(await WrkAsync(address, seconds));
        }
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Connections} connections, {Rounds} rounds of {seconds} s in turns, load average before {File.ReadAllText("/proc/loadavg").Split(' ')[1]} (5 minutes); medians:"));
        foreach (var (name, runs) in measured)
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-8} {Median(runs.Select(run => run.Rate)),8:N0} requests/s   p99 {Median(runs.Select(run => run.P99)),6:0.00} ms   hub/{name} {Median(measured["hub"].Zip(runs, (hub, other) => hub.Rate / other.Rate)):0.00} requests/s, {Median(measured["hub"].Zip(runs, (hub, other) => hub.P99 / other.P99)):0.00} p99"));
        await SwitchAsync(site);
        await KillAsync("hub", folder);
        await KillAsync("haproxy", folder);
        await KillAsync("nginx", folder);
    }

    private static async Task SwitchAsync(Site site)
    {
        foreach (var kind in Enum.GetValues<DeploymentKind>())
            Console.WriteLine(await site.DeployAsync(kind, Load.Closed(16, 8.Seconds()) with { WriteShare = 0.5, Patience = 5.Seconds() }));
    }

    /// <summary>Counts what is lost when one of two servers dies while users have POST requests with it, each 20 ms long.</summary>
    private static async Task KillAsync(string name, string folder)
    {
        const int Users = 16;
        await using var site = await Site.StartAsync(2, Delay.Constant(20.Milliseconds()), new() { Server = new() { Workers = 64 } });
        await site.WaitUntilOpenAsync();
        using var others = new OtherProxies(folder, (await site.StatusAsync()).Servers.Select(server => server.Address).ToList());
        var address = name switch { "haproxy" => others.HaProxy, "nginx" => others.Nginx, _ => site.Address };
        var report = await site.RunThroughAsync(address, Load.Closed(Users, 4.Seconds()) with { WriteShare = 1, Patience = 5.Seconds() }, 2.Seconds());
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-8} a server killed among {Users} users with POST: {report.Figures.Unsuccessful} of {report.Figures.Requests:N0} requests lost"));
    }

    private static async Task<(double Rate, double P99)> WrkAsync(string address, int seconds)
    {
        var info = new ProcessStartInfo("wrk", ["-t1", $"-c{Connections}", $"-d{seconds}s", "--latency", address]) { RedirectStandardOutput = true };
        using var wrk = Process.Start(info)!;
        var said = await wrk.StandardOutput.ReadToEndAsync();
        await wrk.WaitForExitAsync();
        if (said.Contains("Non-2xx", StringComparison.Ordinal) || !Rate().IsMatch(said))
            throw new InvalidOperationException($"Not all answers were right:\n{said}");
        var p99 = P99().Match(said);
        var unit = p99.Groups[2].Value switch { "us" => 0.001, "ms" => 1, _ => 1_000 };
        return (double.Parse(Rate().Match(said).Groups[1].Value, CultureInfo.InvariantCulture), double.Parse(p99.Groups[1].Value, CultureInfo.InvariantCulture) * unit);
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted[sorted.Count / 2];
    }

    private static string? Find(string program) =>
        (Environment.GetEnvironmentVariable("PATH") + ":/usr/sbin").Split(':').Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);

    [GeneratedRegex(@"Requests/sec:\s+([\d.]+)")]
    private static partial Regex Rate();

    [GeneratedRegex(@"99%\s+([\d.]+)(us|ms|s)")]
    private static partial Regex P99();
}
