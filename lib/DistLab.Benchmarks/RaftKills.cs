using System.Globalization;
using DistLab.Checking;
using DistLab.Consensus;
using DistLab.Protocols;

namespace DistLab.Benchmarks;

/// <summary>Kills the leader of a replicated store of three processes again and again while clients work with it, and checks the history of what they did and saw.</summary>
internal static class RaftKills
{
    private const int Clients = 8;
    private const int Keys = 64;

    public static async Task<int> RunAsync(string kills)
    {
        if (!int.TryParse(kills, NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count < 1)
        {
            Console.Error.WriteLine($"'{kills}' is no number of kills. For example: raft-kills 50");
            return 2;
        }
        await using var cluster = await RealStore.StartAsync();
        var (store, history) = (new RealStore(cluster), new HistoryBuilder());
        using var end = new CancellationTokenSource();
        var all = Enumerable.Range(0, Clients).Select(client => WorkAsync(store, client, history, end.Token)).Append(store.HearAsync(end.Token)).ToArray();
        var gaps = new List<double>();
        for (var i = 0; i < count; i++)
        {
            await Task.Delay(200);
            var (killed, gap) = await store.KillLeaderAsync();
            gaps.Add(gap.TotalMilliseconds);
            await cluster.RestartAsync(killed);
        }
        await end.CancelAsync();
        await Task.WhenAll(all);
        gaps.Sort();
        var seen = history.ToHistory();
        var verdict = Linearizability.Check(seen, new StoreModel());
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{count} kills, {seen.Count:N0} operations; none acknowledged for {gaps[gaps.Count / 2]:0} ms in the median, {gaps[^1]:0} ms at most"));
        Console.WriteLine(verdict);
        return verdict.Conformance == Conformance.Satisfied ? 0 : 1;
    }

    private static async Task WorkAsync(RealStore store, int client, HistoryBuilder history, CancellationToken end)
    {
        var random = new RandomStream((ulong)client);
        for (var serial = 1L; !end.IsCancellationRequested; serial++)
        {
            var key = string.Create(CultureInfo.InvariantCulture, $"k{random.NextBelow(Keys)}");
            var value = string.Create(CultureInfo.InvariantCulture, $"{client}.{serial}");
            var isGet = random.NextBool(0.5);
            lock (history)
                history.Invoke(client, isGet ? Call.Get(key) : Call.Put(key, value));
            var result = await store.AskAsync(new(client, serial, isGet ? new StoreCommand.Get(key) : new StoreCommand.Put(key, value)), end);
            if (result is null)
                return;
            lock (history)
                history.Return(client, isGet ? result.Value : Value.Nil);
        }
    }
}
