using DistLab.Protocols;

namespace DistLab.Communication.Web;

/// <summary>A service behind a shared cache that knows HTTP and nothing of the service.</summary>
/// <remarks>
/// The cache keeps answers to GET by their target and answers GET from what it has, and forgets a target once an unsafe method to it has
/// succeeded: RFC 9111, §2 and §4.4. Answers are declared fresh for long, as a service does that trusts in being told of changes.
/// </remarks>
public static class WebCacheExperiment
{
    private const int Folders = 20;

    /// <summary>Sends the same requests in one style: most list a folder, the k-th in proportion to 1/k; one in <paramref name="readsPerChange"/> adds a file to one.</summary>
    /// <param name="style">How the service uses HTTP.</param>
    /// <param name="requests">How many requests.</param>
    /// <param name="readsPerChange">How many reads there are to one change, on average.</param>
    /// <param name="seed">What all chance follows from.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is below 1.</exception>
    public static WebCacheReport Run(WebStyle style, int requests = 10_000, int readsPerChange = 20, ulong seed = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(requests, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(readsPerChange, 1);
        var random = new RandomStream(seed).Derive("requests");
        var files = new int[Folders];
        var cache = new Dictionary<string, int>(StringComparer.Ordinal);
        var (reached, stale, lost) = (0, 0, 0);
        for (var request = 0; request < requests; request++)
        {
            var folder = Popular(random);
            var isChange = random.NextBelow(readsPerChange + 1) == 0;
            var (method, target) = Spell(style, folder, isChange);
            if (method == "GET" && cache.TryGetValue(target, out var known))
            {
                lost += isChange ? 1 : 0;
                stale += !isChange && known != files[folder] ? 1 : 0;
                continue;
            }
            reached++;
            files[folder] += isChange ? 1 : 0;
            if (method == "GET")
                cache[target] = files[folder];
            else
                cache.Remove(target);
        }
        return new(style, requests, reached, stale, lost);
    }

    /// <summary>How a request is written in a style.</summary>
    public static (string Method, string Target) Spell(WebStyle style, int folder, bool isChange) => style switch
    {
        WebStyle.Restful => (isChange ? "PUT" : "GET", $"/folders/{folder}/contents"),
        WebStyle.OperationInGet => ("GET", $"/?requestType={(isChange ? "addFile" : "listContents")}&dir={folder}"),
        _ => ("POST", "/"),
    };

    private static int Popular(RandomStream random)
    {
        const int scale = 1_000_000;
        var drawn = random.NextBelow(Enumerable.Range(1, Folders).Sum(k => scale / k));
        var folder = 0;
        while (drawn >= scale / (folder + 1))
            drawn -= scale / ++folder;
        return folder;
    }
}
