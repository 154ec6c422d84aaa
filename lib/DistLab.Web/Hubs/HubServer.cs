using System.Net;
using DistLab.Protocols;
using Microsoft.AspNetCore.Http;

namespace DistLab.Web;

/// <summary>A reverse proxy: takes requests, chooses servers, tries again where that is safe, and watches over the servers' health.</summary>
internal sealed class HubServer : IAsyncDisposable
{
    /// <summary>The header of an answer that was not the first attempt's: how many there were.</summary>
    public const string AttemptsHeader = "X-Attempts";

    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(50);

    private readonly HubOptions _options;
    private readonly IForwarder _forwarder;
    private readonly RetryRules _rules;
    private readonly HubCounts _counts = new();
    private readonly HealthWatch? _health;
    private readonly CancellationTokenSource _end = new();
    private WebListener? _listener;

    public HubServer(HubOptions options, IForwarder? forwarder = null, RetryRules? rules = null)
    {
        _options = options;
        _forwarder = forwarder ?? new SocketForwarder(options);
        _rules = rules ?? new RetryRules(options.RetryBudget);
        Servers = new(options);
        _health = options.HealthPath is null ? null : new(options, Servers);
    }

    public ServerSet Servers { get; }

    /// <summary>Where clients call.</summary>
    public IPEndPoint Address => _listener!.Address;

    public HubStatus Status => _counts.Status([.. Servers.All.Select(server => server.Status())]);

    public async Task StartAsync()
    {
        _listener = await WebListener.StartAsync(HandleAsync, new()
        {
            Port = _options.Port,
            MaxBodyBytes = _options.MaxBodyBytes,
            MaxHeadBytes = _options.MaxHeadBytes,
            MaxConnections = _options.MaxConnections,
            HeadTimeout = _options.HeadTimeout,
        });
        _ = KeepTimeAsync();
        _ = _health?.RunAsync(_end.Token);
    }

    public Upstream Make(string name, IPEndPoint address, int weight = 1) => new(name, address, weight, _options);

    /// <summary>
    /// Has these servers, once they are well, take all requests from the others, which are drained and then forgotten.
    /// </summary>
    /// <exception cref="InvalidOperationException">They do not become well; the old ones stay.</exception>
    public async Task SwitchAsync(IReadOnlyList<Upstream> fresh, Duration patience)
    {
        await WaitUntilWellAsync(fresh, patience);
        var old = Servers.All.ToList();
        Servers.Add(fresh);
        await Task.WhenAll(old.Select(DrainAndForgetAsync));
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        if (_listener is not null)
            await _listener.DisposeAsync();
        _health?.Dispose();
    }

    private async Task DrainAndForgetAsync(Upstream server)
    {
        await server.DrainAsync();
        Servers.Remove(server);
    }

    private async Task WaitUntilWellAsync(IReadOnlyList<Upstream> fresh, Duration patience)
    {
        if (_health is null)
            return;
        var end = Environment.TickCount64 + (long)patience.Milliseconds;
        foreach (var server in fresh)
        {
            while (!await _health.IsWellAsync(server, _end.Token))
            {
                if (Environment.TickCount64 > end)
                    throw new InvalidOperationException($"The server '{server.Name}' at {server.Address} is not well, so that the hub stays with the servers it has.");
                await Task.Delay(20, _end.Token);
            }
        }
    }

    private async Task HandleAsync(Exchange exchange)
    {
        Interlocked.Increment(ref _counts.Requests);
        _rules.Earn();
        if (exchange.Request.Headers.ContentLength > _options.MaxBodyBytes)
        {
            await ErrorPage.WriteAsync(exchange, StatusCodes.Status413PayloadTooLarge);
            return;
        }
        var (tried, outcome) = (0UL, ForwardOutcome.Answered);
        while (Servers.Enter(exchange.Request.Path, tried, out var place) is { } server)
        {
            if (++exchange.Attempts > 1)
                Interlocked.Increment(ref _counts.Retries);
            try
            {
                outcome = await _forwarder.ForwardAsync(exchange, server);
            }
            finally
            {
                server.Leave();
            }
            Judge(server, outcome);
            if (outcome == ForwardOutcome.Answered)
                return;
            if (exchange.Attempts >= _options.Tries || !_rules.MayRetry(exchange, outcome))
                break;
            ErrorPage.Clear(exchange);
            tried |= 1UL << place;
            // A server that closed a kept connection may well take a new one, and may be the only one.
            if (exchange.Attempts == 1 && outcome == ForwardOutcome.Broken && Servers.All.Count == 1)
                tried = 0;
        }
        await FailAsync(exchange, exchange.Attempts == 0 ? ForwardOutcome.NotSent : outcome);
    }

    private static void Judge(Upstream server, ForwardOutcome outcome)
    {
        if (outcome == ForwardOutcome.Answered)
            server.Succeed();
        else if (outcome is not (ForwardOutcome.ClientGone or ForwardOutcome.Refused))
            server.Fail();
    }

    private async Task FailAsync(Exchange exchange, ForwardOutcome outcome)
    {
        var status = _counts.Count(outcome);
        if (outcome == ForwardOutcome.ClientGone)
            status = exchange.BodyError;
        if (exchange.IsStarted || status == 0)
            exchange.Lifetime.Abort();
        else
            await ErrorPage.WriteAsync(exchange, status);
    }

    private async Task KeepTimeAsync()
    {
        using var timer = new PeriodicTimer(Tick);
        while (!_end.IsCancellationRequested && await timer.WaitForNextTickAsync(CancellationToken.None))
        {
            var now = Environment.TickCount64;
            foreach (var server in Servers.All)
            {
                server.BreakOverdue(now);
                server.ReadmitIfDue(now);
            }
        }
    }
}
