using DistLab.Checking;
using DistLab.Protocols;

namespace DistLab.Core.Tests.Checking.Consistency;

/// <summary>
/// Replicas among which clients roam, and that pass their writes on when they meet. A client keeps its guarantees by asking only replicas that
/// have what it has written or read, one rule for each guarantee: Terry et al., "Session Guarantees for Weakly Consistent Replicated Data" (1994).
/// Of two writes of a key the one with the greater Lamport time wins.
/// </summary>
internal sealed class SessionStore(SessionGuarantees kept)
{
    private const int Replicas = 3;
    private const int Clients = 5;

    private readonly HashSet<Write>[] _replicas = [.. Enumerable.Range(0, Replicas).Select(_ => new HashSet<Write>())];
    private readonly HashSet<Write>[] _written = [.. Enumerable.Range(0, Clients).Select(_ => new HashSet<Write>())];
    private readonly HashSet<Write>[] _read = [.. Enumerable.Range(0, Clients).Select(_ => new HashSet<Write>())];

    /// <summary>The bug: replicas pass on single writes, without those that came before.</summary>
    public bool TakesWritesOneByOne { get; init; }

    private sealed record Write(string Key, int Value, int Time, int Replica);

    public History Run(ulong seed)
    {
        var random = new RandomStream(seed);
        var builder = new HistoryBuilder();
        for (var number = 1; number <= 24; number++)
        {
            var client = random.NextBelow(Clients);
            var key = random.NextBool(0.5) ? "x" : "y";
            var writes = random.NextBool(0.5);
            if (random.NextBool(0.2))
                Meet(random, random.NextBelow(Replicas), random.NextBelow(Replicas));
            var asked = Enumerable.Range(0, Replicas).Where(one => MayAsk(client, one, writes)).ToList();
            // A client whom no replica may answer waits.
            if (asked.Count == 0)
                continue;
            var replica = asked[random.NextBelow(asked.Count)];
            if (writes)
            {
                var write = new Write(key, number, _replicas[replica].Select(one => one.Time).DefaultIfEmpty().Max() + 1, replica);
                _replicas[replica].Add(write);
                _written[client].Add(write);
                builder.Invoke(client, Call.Write(key, number)).Return(client);
            }
            else
            {
                var newest = _replicas[replica].Where(one => one.Key == key).MaxBy(one => (one.Time, one.Replica));
                if (newest is not null)
                    _read[client].Add(newest);
                builder.Invoke(client, Call.Read(key)).Return(client, newest?.Value ?? 0);
            }
        }
        return builder.ToHistory();
    }

    private bool MayAsk(int client, int replica, bool writes)
    {
        var (own, seen) = writes ? (SessionGuarantees.MonotonicWrites, SessionGuarantees.WritesFollowReads) : (SessionGuarantees.ReadYourWrites, SessionGuarantees.MonotonicReads);
        return (!kept.HasFlag(own) || _written[client].IsSubsetOf(_replicas[replica])) && (!kept.HasFlag(seen) || _read[client].IsSubsetOf(_replicas[replica]));
    }

    private void Meet(RandomStream random, int from, int to)
    {
        var news = _replicas[from].Except(_replicas[to]).ToList();
        _replicas[to].UnionWith(TakesWritesOneByOne && news.Count > 0 ? [news[random.NextBelow(news.Count)]] : news);
    }
}
