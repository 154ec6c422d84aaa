using System.Net;
using DistLab.Availability;
using DistLab.Protocols;

namespace DistLab.Web;

/// <summary>One server of a site through all its lives.</summary>
internal sealed class SiteServer(int number, string name, ServerOptions options, string secret, TcpRelay? relay) : IAsyncDisposable
{
    private WebProcess? _process;
    private WebProcess? _spare;
    private IPEndPoint? _address;

    /// <summary>Taken by who ends or starts it.</summary>
    public SemaphoreSlim Turn { get; } = new(1, 1);

    public int Number => number;

    public string Name => name;

    /// <summary>Where the hub finds it.</summary>
    public IPEndPoint Address => relay?.Address ?? _address!;

    /// <summary>Where it listens itself.</summary>
    public IPEndPoint OwnAddress => _address!;

    public bool IsUp => _process is { IsUp: true };

    public WebProcess Process => _process ?? throw new InvalidOperationException($"{name} has no process.");

    /// <summary>Starts it; it keeps its port.</summary>
    public async Task StartAsync()
    {
        var process = _spare ?? new WebProcess(WebRoles.Server);
        (_process, _spare) = (process, null);
        var own = options with { Seed = new RandomStream(options.Seed).Derive((ulong)number).NextBits() };
        _address = await process.BeAsync(new Order.BeServer(name, _address?.Port ?? 0, own, secret));
        if (relay is not null)
            relay.Target = _address;
    }

    public async Task KillAsync()
    {
        if (_process is not null)
            await _process.KillAsync();
    }

    /// <summary>Has a process wait that is to be the next life, so that a repair takes as long as it is said to and not as long as .NET takes to start.</summary>
    public void Prepare() => _spare ??= new WebProcess(WebRoles.Server);

    public void Cut() => Relay().Cut();

    public void Mend() => Relay().Mend();

    public ServerAddress ToAddress() => new(name, Address.ToString(), 1);

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        if (_spare is not null)
            await _spare.DisposeAsync();
        if (relay is not null)
            await relay.DisposeAsync();
    }

    public static string NameOf(int number) => ComponentGroup.ServerName(number);

    private TcpRelay Relay() => relay
        ?? throw new InvalidOperationException($"The site was started without relays ({nameof(SiteOptions)}.{nameof(SiteOptions.Relayed)}), so that its servers cannot be cut off.");
}
