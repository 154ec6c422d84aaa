using System.Globalization;
using DistLab.Protocols;

namespace DistLab.Web;

/// <content>Backups of what servers remember.</content>
public sealed partial class Site
{
    private const string Counter = "items/counter";

    private readonly HttpClient _client = new(new SocketsHttpHandler { UseProxy = false }) { Timeout = TimeSpan.FromSeconds(20) };

    /// <summary>Has a server give all its state, as it is at one instant, while it goes on serving.</summary>
    /// <exception cref="HttpRequestException">It does not answer.</exception>
    public async Task<SiteBackup> BackUpAsync(int server)
    {
        var at = Now;
        using var answer = await _client.GetAsync(Uri(server, "backup"));
        answer.EnsureSuccessStatusCode();
        var bytes = await answer.Content.ReadAsByteArrayAsync();
        return new(bytes, Version(answer), at, Now - at);
    }

    /// <summary>Has a server's state be that of a backup. Nothing changes if the backup is not whole.</summary>
    /// <exception cref="SiteException">The server refuses it: it is corrupt, say.</exception>
    /// <exception cref="HttpRequestException">It does not answer.</exception>
    public async Task RestoreAsync(SiteBackup backup, int server)
    {
        ArgumentNullException.ThrowIfNull(backup);
        using var answer = await _client.PutAsync(Uri(server, "backup"), new ReadOnlyMemoryContent(backup.Bytes));
        if (!answer.IsSuccessStatusCode)
            throw new SiteException((await answer.Content.ReadAsStringAsync()).Trim());
    }

    /// <summary>
    /// Changes a server's state one change after the other and backs it up every so often; then kills it, starts another process in its place,
    /// and restores the last backup there.
    /// </summary>
    /// <param name="backupEvery">How often a backup is taken.</param>
    /// <param name="length">How long the server lives; at least one backup is taken.</param>
    /// <param name="server">Which server.</param>
    /// <param name="items">How many other items of 100 bytes it remembers, so that a backup has some size; 1,000 by default.</param>
    public async Task<RecoveryReport> MeasureRecoveryAsync(Duration backupEvery, Duration length, int server = 0, int items = 1_000)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(backupEvery, Duration.Zero);
        using var end = new CancellationTokenSource();
        await Task.WhenAll(Enumerable.Range(0, items).Chunk(100).Select(chunk => FillAsync(server, chunk)));
        var first = await VersionAsync(server);
        var changing = ChangeAsync(server, end.Token);
        var (backups, last, stop) = (0, await BackUpAsync(server), Now + length);
        for (; Now + backupEvery < stop; backups++)
        {
            await Task.Delay(TimeSpan.FromSeconds(backupEvery.Seconds));
            last = await BackUpAsync(server);
        }
        await Task.Delay(TimeSpan.FromSeconds(Math.Max(0, (stop - Now).Seconds)));
        var died = Now;
        await KillAsync(server);
        await end.CancelAsync();
        var acknowledged = await changing;
        await RestartAsync(server);
        await RestoreAsync(last, server);
        var counted = await CountAsync(server);
        return new(backups + 1, last, acknowledged - first, acknowledged - last.Version, died - last.TakenAt, Now - died, counted == last.Version - first);
    }

    private async Task FillAsync(int server, IEnumerable<int> keys)
    {
        foreach (var key in keys)
        {
            using var answer = await _client.PutAsync(Uri(server, string.Create(CultureInfo.InvariantCulture, $"items/k{key}")), new ByteArrayContent(new byte[100]));
            answer.EnsureSuccessStatusCode();
        }
    }

    /// <summary>Adds to the counter until the server dies; the version of the last change that was acknowledged.</summary>
    private async Task<long> ChangeAsync(int server, CancellationToken end)
    {
        var version = 0L;
        try
        {
            while (true)
            {
                using var answer = await _client.PostAsync(Uri(server, Counter), new ByteArrayContent([1]), end);
                answer.EnsureSuccessStatusCode();
                version = Version(answer);
            }
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
        {
            return version;
        }
    }

    private async Task<long> VersionAsync(int server)
    {
        using var answer = await _client.GetAsync(Uri(server, Counter));
        return Version(answer);
    }

    private async Task<long> CountAsync(int server)
    {
        using var answer = await _client.GetAsync(Uri(server, Counter));
        return answer.IsSuccessStatusCode ? long.Parse(await answer.Content.ReadAsStringAsync(), CultureInfo.InvariantCulture) : 0;
    }

    private Uri Uri(int server, string path) => new($"http://{At(server).OwnAddress}/{path}");

    private static long Version(HttpResponseMessage answer) => long.Parse(answer.Headers.ETag!.Tag.Trim('"'), CultureInfo.InvariantCulture);
}
