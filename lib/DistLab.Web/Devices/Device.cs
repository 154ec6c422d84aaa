using System.Globalization;
using System.Net;
using DistLab.Availability;
using DistLab.Protocols;
using DistLab.Systems;

namespace DistLab.Web;

/// <summary>
/// The users: sends requests when they are due, whether or not earlier ones were answered, and takes the time of each from when it was
/// due, so that a site which stands still does not look fast (coordinated omission).
/// </summary>
internal sealed class Device : IDisposable
{
    private const int BatchLength = 100;
    private static readonly Duration Look = 100.Milliseconds();

    private readonly Uri _address;
    private readonly Load _load;
    private readonly RunClock _clock;
    private readonly DelayLine _line;
    private readonly Action<Reply> _say;
    private readonly HttpClient _client;
    private readonly List<SentRequest> _ended = [];
    private readonly RandomStream _random;

    public Device(IPEndPoint hub, Load load, long beginning, Action<Reply> say)
    {
        (_load, _clock, _say) = (load, new RunClock(beginning), say);
        _line = new(_clock);
        _address = new($"http://{hub}{load.Path}");
        _client = new(new SocketsHttpHandler { UseProxy = false, UseCookies = false }) { Timeout = Timeout.InfiniteTimeSpan };
        _random = new RandomStream(load.Seed).Derive("device");
    }

    /// <summary>Sends all requests; done when the last has ended.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        await WarmUpAsync();
        _say(new Reply.Began(_clock.Now.SinceZero.Nanoseconds));
        using var reporting = new Timer(_ => Report(), null, BatchLength, BatchLength);
        try
        {
            await (_load.Users > 0 ? CloseLoopAsync(stop) : OpenLoopAsync(stop));
        }
        finally
        {
            Report();
            Dispose();
        }
    }

    public void Dispose()
    {
        _client.Dispose();
        _line.Dispose();
    }

    /// <summary>Sends a request that does not count: what this process does for the first time is slow, and the site is not to blame.</summary>
    private async Task WarmUpAsync()
    {
        try
        {
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(1));
            using var answer = await _client.GetAsync(new Uri(_address, "/health"), limit.Token);
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
        {
            // There may be no site to answer, which is for the measurement to find.
        }
    }

    private async Task OpenLoopAsync(CancellationToken stop)
    {
        var (due, under, writes) = (_clock.Now, new List<Task>(), _random.Derive("writes"));
        foreach (var step in _load.Rates)
        {
            var end = due + step.Length;
            for (due += Gap(step); due < end; due += Gap(step))
            {
                if (!await WaitAsync(due, stop))
                    break;
                under.Add(SendAsync(due, writes.NextBool(_load.WriteShare)));
            }
            due = end;
        }
        await Task.WhenAll(under);
    }

    private Task CloseLoopAsync(CancellationToken stop)
    {
        var end = _clock.Now + _load.Length;
        return Task.WhenAll(Enumerable.Range(0, _load.Users).Select(UserAsync));

        async Task UserAsync(int user)
        {
            var random = _random.Derive((ulong)user);
            while (_clock.Now < end && !stop.IsCancellationRequested)
            {
                await SendAsync(_clock.Now, random.NextBool(_load.WriteShare));
                if (_load.Think.Maximum > Duration.Zero)
                    await WaitAsync(_clock.Now + _load.Think.Sample(random), stop);
            }
        }
    }

    private Duration Gap(LoadStep step) => Duration.FromSeconds(_random.NextExponential() / step.PerSecond);

    private async Task<bool> WaitAsync(Instant due, CancellationToken stop)
    {
        while (_clock.Now < due)
        {
            if (stop.IsCancellationRequested)
                return false;
        {
            var soon = _clock.Now + Look;
            await _line.Until(due < soon ? due : soon);
        }
        }
        return !stop.IsCancellationRequested;
    }

    private async Task SendAsync(Instant due, bool isWrite)
    {
        // The whole of it begins at once, and the next request does not wait for what of it is done here.
        await Task.Yield();
        using var limit = new CancellationTokenSource();
        limit.CancelAfter(TimeSpan.FromSeconds(Math.Max(0.001, (due + _load.Patience - _clock.Now).Seconds)));
        var (outcome, attempts, server) = (RequestOutcome.Failed, 1, -1);
        try
        {
            using var request = new HttpRequestMessage(isWrite ? HttpMethod.Post : HttpMethod.Get, _address) { Content = isWrite ? new ByteArrayContent([1]) : null };
            using var answer = await _client.SendAsync(request, limit.Token);
            outcome = answer.IsSuccessStatusCode ? RequestOutcome.Succeeded : RequestOutcome.Failed;
            (attempts, server) = (Number(answer, HubServer.AttemptsHeader, 1), Number(answer, ItemServer.ServerHeader, -1));
        }
        catch (OperationCanceledException)
        {
            outcome = RequestOutcome.TimedOut;
        }
        catch (HttpRequestException)
        {
            // The connection was refused, or broke.
        }
        lock (_ended)
            _ended.Add(new(due.SinceZero.Nanoseconds, _clock.Now.SinceZero.Nanoseconds, outcome, attempts, server));
    }

    private void Report()
    {
        lock (_ended)
        {
            if (_ended.Count > 0)
                _say(new Reply.Requests([.. _ended]));
            _ended.Clear();
        }
    }

    // "server 2" is 2, and "3" is 3.
    private static int Number(HttpResponseMessage answer, string header, int otherwise) =>
        answer.Headers.TryGetValues(header, out var values) && int.TryParse(values.First().AsSpan(values.First().LastIndexOf(' ') + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : otherwise;
}
