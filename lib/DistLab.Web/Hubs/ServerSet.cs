using DistLab.LoadBalancing;
using DistLab.Protocols;

namespace DistLab.Web;

/// <summary>The servers of a hub, and the choice among them. For any thread.</summary>
internal sealed class ServerSet(HubOptions options)
{
    /// <summary>How many servers a hub can have.</summary>
    public const int MostServers = 64;

    private readonly Lock _lock = new();
    private readonly Lock _chanceLock = new();
    private readonly RandomStream _chance = new(options.Seed);
    private volatile Upstream[] _servers = [];
    private long _turn = -1;

    /// <summary>All of them, in the order of their coming.</summary>
    public IReadOnlyList<Upstream> All => _servers;

    /// <summary>Chooses a server that takes requests and takes a place at it.</summary>
    /// <param name="path">What the request is about.</param>
    /// <param name="tried">The places of those that have failed it, as bits.</param>
    /// <param name="place">The server's place.</param>
    /// <returns>The server, or null if none takes the request.</returns>
    public Upstream? Enter(string path, ulong tried, out int place)
    {
        var servers = _servers;
        // Whoever is full or gone between the choice and the taking is one fewer to choose from.
        for (var left = servers.Length; left > 0; left--)
        {
            place = Choose(servers, path, tried);
            if (place < 0)
                return null;
            if (servers[place].TryEnter())
                return servers[place];
            tried |= 1UL << place;
        }
        place = -1;
        return null;
    }

    /// <summary>Adds servers.</summary>
    /// <exception cref="InvalidOperationException">There is one of that name, or there are too many.</exception>
    public void Add(params IEnumerable<Upstream> servers)
    {
        lock (_lock)
        {
            Upstream[] all = [.. _servers, .. servers];
            if (all.Length > MostServers)
                throw new InvalidOperationException($"A hub has at most {MostServers} servers.");
            if (all.DistinctBy(server => server.Name).Count() < all.Length)
                throw new InvalidOperationException("Two servers of a hub cannot have the same name.");
            _servers = all;
        }
    }

    /// <summary>Forgets a server; requests that are with it are answered all the same.</summary>
    public void Remove(Upstream server)
    {
        lock (_lock)
            _servers = [.. _servers.Where(other => other != server)];
    }

    /// <summary>The server of a name.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public Upstream Find(string name) => _servers.FirstOrDefault(server => server.Name == name)
        ?? throw new InvalidOperationException($"The hub has no server '{name}'; it has {string.Join(", ", _servers.Select(server => server.Name))}.");

    private int Choose(Upstream[] servers, string path, ulong tried)
    {
        Span<ServerLoad> loads = stackalloc ServerLoad[MostServers];
        var count = 0;
        for (var i = 0; i < servers.Length; i++)
        {
            if ((tried & (1UL << i)) == 0 && servers[i].IsFree)
                loads[count++] = new(i, servers[i].InFlight, servers[i].Weight);
        }
        if (count == 0)
            return -1;
        var chosen = options.Policy.Choose(loads[..count], Interlocked.Increment(ref _turn), Key(path), Draw);
        return chosen < 0 ? -1 : loads[chosen].Server;
    }

    private int Draw(int bound)
    {
        lock (_chanceLock)
            return _chance.NextBelow(bound);
    }

    // FNV-1a, 64 bits: the same path is the same key in every process.
    private static ulong Key(string path)
    {
        var hash = 14695981039346656037UL;
        foreach (var each in path)
            hash = (hash ^ each) * 1099511628211UL;
        return hash;
    }
}
