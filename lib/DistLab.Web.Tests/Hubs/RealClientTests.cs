using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace DistLab.Web.Tests;

/// <summary>Clients that we did not write.</summary>
public class RealClientTests
{
    [Fact]
    public async Task Curl_gets_an_answer_sends_a_body_in_chunks_and_is_told_what_went_wrong()
    {
        Require("curl");
        await using var server = await ItemServer.StartAsync("server 0", 0, new(), "secret");
        await using var hub = await HubUnderTest.StartAsync();
        hub.Server.Servers.Add(hub.Server.Make("server 0", server.Address));
        var url = $"http://{hub.Address}";
        Assert.Equal("200", await RunAsync("curl", "-s", "-o", "/dev/null", "-w", "%{http_code}", "-X", "PUT", "-H", "Transfer-Encoding: chunked", "-H", "Expect: 100-continue", "-d", "some value", $"{url}/items/a"));
        Assert.Equal("some value", await RunAsync("curl", "-s", $"{url}/items/a"));
        Assert.Equal("some value", await RunAsync("curl", "-s", "--http1.0", $"{url}/items/a"));
        Assert.StartsWith("HTTP/1.1 200", await RunAsync("curl", "-s", "-I", $"{url}/health"));
        hub.Server.Servers.Remove(hub.Server.Servers.Find("server 0"));
        Assert.Equal("503: no server can take the request now. Nothing was done.\n", await RunAsync("curl", "-s", $"{url}/items/a"));
    }

    [Fact]
    public async Task Wrk_gets_right_answers_only()
    {
        Require("wrk");
        await using var one = await ItemServer.StartAsync("server 0", 0, new(), "secret");
        await using var two = await ItemServer.StartAsync("server 1", 0, new(), "secret");
        await using var hub = await HubUnderTest.StartAsync();
        hub.Server.Servers.Add(hub.Server.Make("server 0", one.Address), hub.Server.Make("server 1", two.Address));
        var said = await RunAsync("wrk", "-t1", "-c16", "-d1s", $"http://{hub.Address}/work");
        Assert.DoesNotContain("Non-2xx", said);
        Assert.DoesNotContain("Socket errors", said);
        var requests = long.Parse(Regex.Match(said, @"(\d+) requests in").Groups[1].Value, CultureInfo.InvariantCulture);
        // wrk counts what it has been answered; sixteen may be under way when it ends.
        Assert.InRange(hub.Server.Status.Requests, requests, requests + 16);
        Assert.InRange(hub.Server.Status.Servers[0].Requests - hub.Server.Status.Servers[1].Requests, -16, 16);
    }

    private static void Require(string program)
    {
        var isHere = Environment.GetEnvironmentVariable("PATH")!.Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program)));
        Assert.True(isHere || Environment.GetEnvironmentVariable("CI") != "true", $"{program} is needed: apt-get install {program}");
        Assert.SkipUnless(isHere, $"{program} is not here: apt-get install {program}");
    }

    private static async Task<string> RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        var said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return said;
    }
}
