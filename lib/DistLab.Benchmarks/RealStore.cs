using System.Collections.Concurrent;
using System.Diagnostics;
using DistLab.Consensus;
using DistLab.Systems;

namespace DistLab.Benchmarks;

/// <summary>A replicated store of three processes, and its clients in this one: they ask the leader, and ask again where they are turned away or hear nothing.</summary>
internal sealed class RealStore(Cluster<RaftStore.State, RaftStore.Message> cluster)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(300);

    private readonly ConcurrentDictionary<(long Client, long Serial), TaskCompletionSource<StoreResult?>> _asked = [];
    private volatile int _leader;
    private volatile int _acknowledgedBy;
    private long _done;

    /// <summary>How many requests were answered.</summary>
    public long Done => Interlocked.Read(ref _done);

    public static Task<Cluster<RaftStore.State, RaftStore.Message>> StartAsync() =>
        Cluster.StartAsync(new RaftStore(3), nodes: 3, new() { RecordsOutputsOnly = true, Proxied = false, TrustAnybody = true });

    /// <summary>Hears answers until the end.</summary>
    public async Task HearAsync(CancellationToken end)
    {
        try
        {
            await foreach (var output in cluster.ReadOutputsAsync(end))
                Hear(output);
        }
        catch (OperationCanceledException)
        {
            // That is the end.
        }
    }

    /// <summary>Asks until there is an answer; null when the end came first.</summary>
    public async Task<StoreResult?> AskAsync(RaftStore.ClientRequest request, CancellationToken end)
    {
        while (!end.IsCancellationRequested)
        {
            var asked = _leader;
            var answer = _asked[(request.Client, request.Serial)] = new(TaskCreationOptions.RunContinuationsAsynchronously);
            cluster.Inject(asked, request);
            await Task.WhenAny(answer.Task, Task.Delay(Patience, end));
            if (answer.Task is { IsCompleted: true, Result: { } result })
                return result;
            if (!answer.Task.IsCompleted)
                Interlocked.CompareExchange(ref _leader, (asked + 1) % cluster.Nodes, asked);
            await Task.Delay(10, CancellationToken.None);
        }
        return null;
    }

    /// <summary>Kills the process of the leader.</summary>
    /// <returns>Who that was, and how long it took until another one acknowledged something.</returns>
    public async Task<(int Killed, TimeSpan Gap)> KillLeaderAsync()
    {
        var killed = _acknowledgedBy;
        var start = Stopwatch.GetTimestamp();
        await cluster.KillAsync(killed);
        // What the dead one had acknowledged may be heard of later.
        while (_acknowledgedBy == killed)
            await Task.Delay(1);
        return (killed, Stopwatch.GetElapsedTime(start));
    }

    private void Hear(NodeOutput output)
    {
        switch (output.Value)
        {
            case RaftStore.ClientReply reply when _asked.TryRemove((reply.Client, reply.Serial), out var asked):
                Interlocked.Increment(ref _done);
                _acknowledgedBy = output.Node.Index;
                asked.TrySetResult(reply.Result);
                break;
            case RaftStore.NotLeader turnedAway when _asked.TryRemove((turnedAway.Client, turnedAway.Serial), out var asked):
                asked.TrySetResult(null);
                break;
            case RaftStore.Elected:
                _leader = output.Node.Index;
                break;
        }
    }
}
