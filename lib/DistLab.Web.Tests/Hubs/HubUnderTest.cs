using DistLab.Protocols;

namespace DistLab.Web.Tests;

/// <summary>A hub in this process.</summary>
internal sealed class HubUnderTest : IAsyncDisposable
{
    private HubUnderTest(HubServer hub)
    {
        Server = hub;
        Client = new(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = new($"http://{hub.Address}/"), Timeout = TimeSpan.FromSeconds(10) };
    }

    public HubServer Server { get; }

    public HttpClient Client { get; }

    public System.Net.IPEndPoint Address => Server.Address;

    /// <summary>A hub that does not ask servers for their health, so that a test's servers see a test's requests only.</summary>
    public static HubOptions Quiet { get; } = new() { HealthPath = null, EjectAfter = 0, AnswerTimeout = 5.Seconds() };

    public static Task<HubUnderTest> StartAsync(params IEnumerable<RawServer> servers) => StartAsync(Quiet, null, servers);

    public static async Task<HubUnderTest> StartAsync(HubOptions options, RetryRules? rules, params IEnumerable<RawServer> servers)
    {
        var hub = new HubServer(options, rules: rules);
        await hub.StartAsync();
        hub.Servers.Add(servers.Select((server, i) => hub.Make($"server {i}", server.Address)));
        return new(hub);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Server.DisposeAsync();
    }
}
