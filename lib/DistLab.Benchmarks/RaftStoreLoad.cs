using System.Diagnostics;
using System.Globalization;
using DistLab.Consensus;

namespace DistLab.Benchmarks;

/// <summary>
/// Loads a replicated store of three processes on this machine: 64 clients, each of which puts 256 bytes as soon as its last put was
/// acknowledged, that is when a majority has it on the disk. Then kills the leader, and tells how long no put is acknowledged.
/// </summary>
/// <remarks>To hold beside it: etcd's own <c>benchmark put --clients=64 --val-size=256</c> on three local members, without TLS as here.</remarks>
internal static class RaftStoreLoad
{
    private const int Clients = 64;
    private const int Keys = 1_000;

    private static readonly string Value = new('v', 256);

    public static async Task<int> RunAsync(string length)
    {
        if (!double.TryParse(length, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) || seconds is <= 0 or > 3_600)
        {
            Console.Error.WriteLine($"'{length}' is no length of time in seconds. For example: raft-store 10");
            return 2;
        }
        await using var cluster = await RealStore.StartAsync();
        var store = new RealStore(cluster);
        using var end = new CancellationTokenSource();
        var all = Enumerable.Range(0, Clients).Select(client => PutAsync(store, client, end.Token)).Append(store.HearAsync(end.Token)).ToArray();
        await Task.Delay(TimeSpan.FromSeconds(2));
        var (before, watch) = (store.Done, Stopwatch.StartNew());
        await Task.Delay(TimeSpan.FromSeconds(seconds));
        var rate = (store.Done - before) / watch.Elapsed.TotalSeconds;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{rate:N0} puts a second, {Clients / rate * 1e3:0.0} ms each; {Environment.ProcessorCount} processors"));
        var (_, gap) = await store.KillLeaderAsync();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{gap.TotalMilliseconds:0} ms from the kill of the leader to the next put that was acknowledged"));
        await end.CancelAsync();
        await Task.WhenAll(all);
        return 0;
    }

    private static async Task PutAsync(RealStore store, int client, CancellationToken end)
    {
        for (var serial = 1L; !end.IsCancellationRequested; serial++)
        {
            var key = string.Create(CultureInfo.InvariantCulture, $"k{((serial * Clients) + client) % Keys}");
            await store.AskAsync(new(client, serial, new StoreCommand.Put(key, Value)), end);
        }
    }
}
