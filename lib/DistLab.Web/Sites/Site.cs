using System.Globalization;
using System.Security.Cryptography;
using DistLab.Protocols;
using DistLab.Systems;

namespace DistLab.Web;

/// <summary>
/// Device, hub and servers as processes of this machine: loaded, measured, and put through what may befall real ones.
/// No process outlives the site, nor this process, however it ends.
/// </summary>
/// <remarks>
/// In a notebook, <c>await using</c> stands in braces: <c>{ await using var site = …; }</c> ends the site though the cell is interrupted. A site
/// that is kept in a variable lives on for other cells, until it is disposed, all are (<see cref="StopAllAsync"/>), or the notebook ends.
/// </remarks>
/// <example><code>
/// await using var site = await Site.StartAsync(servers: 3, Delay.Exponential(10.Milliseconds()));
/// var report = await site.RunAsync(Load.Poisson(150, 5.Seconds()), FaultPlan.None.At(2.Seconds(), Fault.Crash(1)));
/// report.Figures
/// </code></example>
public sealed partial class Site : IAsyncDisposable
{
    private const string HubName = "hub";

    private static readonly Duration Limit = 20.Seconds();
    private static readonly List<Site> Running = [];

    private readonly SiteOptions _options;
    private readonly string _secret = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
    private readonly RunClock _clock = RunClock.Start();
    private readonly OutageLog _outages = new();
    private readonly List<SiteServer> _servers = [];
    private readonly List<SiteServer> _retired = [];
    private readonly SemaphoreSlim _hubTurn = new(1, 1);
    private WebProcess? _hub;
    private WebProcess? _device;
    private int _hubPort;
    private int _made;
    private bool _isDisposed;

    private Site(SiteOptions options)
    {
        _options = options;
        _client.DefaultRequestHeaders.Authorization = new("Bearer", _secret);
    }

    /// <summary>How many servers there are.</summary>
    public int Servers => _servers.Count;

    /// <summary>Where the hub takes requests.</summary>
    public Uri Address => new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{_hubPort}/"));

    /// <summary>The time since the site's start; what reports tell by.</summary>
    public Instant Now => _clock.Now;

    /// <summary>The ids of the processes that run: hub, device, servers.</summary>
    public IReadOnlyList<int> ProcessIds => [.. Processes.Where(process => process.IsUp).Select(process => process.Id)];

    private IEnumerable<WebProcess> Processes =>
        new[] { _hub, _device }.OfType<WebProcess>().Concat(AllServers().Where(server => server.IsUp).Select(server => server.Process));

    /// <summary>Starts a site.</summary>
    /// <param name="servers">How many servers stand behind the hub, 1 … 32.</param>
    /// <param name="serviceTime">How long the work for a request takes; by default what the options say.</param>
    /// <param name="options">How it is put together.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number of servers is out of range.</exception>
    /// <exception cref="SiteException">A process does not come up.</exception>
    public static async Task<Site> StartAsync(int servers, Delay? serviceTime = null, SiteOptions? options = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(servers, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(servers, 32);
        options ??= new();
        if (serviceTime is not null)
            options = options with { Server = options.Server with { ServiceTime = serviceTime } };
        var site = new Site(options);
        lock (Running)
            Running.Add(site);
        try
        {
            site._servers.AddRange(Enumerable.Range(0, servers).Select(_ => site.Make()));
            site._device = new WebProcess(WebRoles.Device);
            await Task.WhenAll([.. site._servers.Select(server => server.StartAsync()), site.StartHubAsync()]);
            await site.AskHubAsync(new Order.Add([.. site._servers.Select(server => server.ToAddress())]));
        }
        catch
        {
            await site.DisposeAsync();
            throw;
        }
        return site;
    }

    /// <summary>Ends every site that this process has started and not ended yet: those of cells that were run again, say.</summary>
    public static async Task StopAllAsync()
    {
        Site[] all;
        lock (Running)
            all = [.. Running];
        foreach (var site in all)
            await site.DisposeAsync();
    }

    /// <summary>What the hub has done so far, and how it sees its servers.</summary>
    /// <exception cref="SiteException">The hub does not answer.</exception>
    public async Task<HubStatus> StatusAsync() => ((Reply.Status)await AskHubAsync(new Order.AskStatus())).Value;

    /// <summary>Has the hub give a server nothing new; done when it has answered what it had.</summary>
    public Task DrainAsync(int server) => AskHubAsync(new Order.Drain(At(server).Name));

    /// <summary>Has the hub give a drained server requests again.</summary>
    public Task ReopenAsync(int server) => AskHubAsync(new Order.Reopen(At(server).Name));

    /// <summary>Has the hub give a server so many requests in proportion to the others, for policies that weigh.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The weight is below 1.</exception>
    public Task SetWeightAsync(int server, int weight)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(weight, 1);
        return AskHubAsync(new Order.SetWeight(At(server).Name, weight));
    }

    /// <summary>Waits until the hub gives requests to all servers, or to those that it should.</summary>
    /// <param name="open">How many it should; all of them by default.</param>
    /// <exception cref="TimeoutException">It did not come to that in 20 s.</exception>
    public async Task WaitUntilOpenAsync(int? open = null)
    {
        var end = _clock.Now + Limit;
        while ((await StatusAsync()).Servers.Count(server => server.Condition == ServerCondition.Open) != (open ?? Servers))
        {
            if (_clock.Now > end)
                throw new TimeoutException($"The hub does not give requests to {open ?? Servers} servers. It has: {string.Join(", ", (await StatusAsync()).Servers)}");
            await Task.Delay(10);
        }
    }

    /// <summary>The processes, for example <c>hub up (process 12), server 0 up (process 14), server 1 down</c>.</summary>
    public override string ToString() => string.Join(", ", _servers.Select(server => Describe(server.Name, server.IsUp ? server.Process : null)).Prepend(Describe(HubName, _hub)));

    /// <summary>Ends all processes.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_isDisposed)
            return;
        _isDisposed = true;
        lock (Running)
            Running.Remove(this);
        foreach (var server in AllServers())
            await server.DisposeAsync();
        if (_hub is not null)
            await _hub.DisposeAsync();
        if (_device is not null)
            await _device.DisposeAsync();
        _client.Dispose();
    }

    private List<SiteServer> AllServers()
    {
        lock (_retired)
            return [.. _servers, .. _retired];
    }

    private static string Describe(string name, WebProcess? process) => process is { IsUp: true }
        ? string.Create(CultureInfo.InvariantCulture, $"{name} {(process.IsPaused ? "paused" : "up")} (process {process.Id})")
        : $"{name} down";

    private SiteServer Make()
    {
        var number = _made++;
        return new(number, SiteServer.NameOf(number), _options.Server, _secret, _options.Relayed ? new TcpRelay() : null);
    }

    private async Task StartHubAsync()
    {
        _hub = new WebProcess(WebRoles.Hub);
        var port = _hubPort == 0 ? _options.Hub.Port : _hubPort;
        _hubPort = (await _hub.BeAsync(new Order.BeHub(_options.Hub with { Port = port }))).Port;
    }

    private Task<Reply> AskHubAsync(Order order)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        return _hub!.AskAsync(order, 60.Seconds());
    }

    private SiteServer At(int server) => (uint)server < (uint)_servers.Count
        ? _servers[server]
        : throw new ArgumentOutOfRangeException(nameof(server), server, $"The servers are 0 … {_servers.Count - 1}.");
}
