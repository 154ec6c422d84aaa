namespace DistLab.Web;

/// <summary>Asks each server again and again whether it is well, over a new connection each time: one that still accepts none is not.</summary>
internal sealed class HealthWatch : IDisposable
{
    private readonly HubOptions _options;
    private readonly ServerSet _servers;
    private readonly HttpClient _client;

    public HealthWatch(HubOptions options, ServerSet servers)
    {
        (_options, _servers) = (options, servers);
        _client = new(new SocketsHttpHandler { UseProxy = false, UseCookies = false, AllowAutoRedirect = false }) { Timeout = TimeSpan.FromSeconds(options.HealthTimeout.Seconds) };
        _client.DefaultRequestHeaders.ConnectionClose = true;
    }

    public async Task RunAsync(CancellationToken end)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(_options.HealthInterval.Seconds));
        try
        {
            do
                await Task.WhenAll(_servers.All.Where(server => server.Condition != ServerCondition.Draining).Select(server => ExamineAsync(server, end)));
            while (await timer.WaitForNextTickAsync(end));
        }
        catch (OperationCanceledException)
        {
            // The hub ends.
        }
    }

    /// <summary>Asks a server once.</summary>
    public async Task<bool> IsWellAsync(Upstream server, CancellationToken end)
    {
        try
        {
            using var answer = await _client.GetAsync(new Uri($"http://{server.Address}{_options.HealthPath}"), end);
            return answer.IsSuccessStatusCode;
        }
        catch (Exception e) when (e is HttpRequestException || (e is OperationCanceledException && !end.IsCancellationRequested))
        {
            return false;
        }
    }

    public void Dispose() => _client.Dispose();

    private async Task ExamineAsync(Upstream server, CancellationToken end) => server.Examine(await IsWellAsync(server, end));
}
