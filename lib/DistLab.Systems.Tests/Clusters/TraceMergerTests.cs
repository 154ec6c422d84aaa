using DistLab.Protocols;
using DistLab.Simulation;
using FsCheck;
using FsCheck.Fluent;

namespace DistLab.Systems.Tests.Clusters;

public class TraceMergerTests
{
    [Fact]
    public void No_row_comes_before_one_that_caused_it_whatever_the_wall_clocks_showed() =>
        Check.QuickThrowOnFailure(Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            var run = new RandomRun((ulong)seed, nodes: 4, steps: 200);
            var merged = new TraceMerger(run.Streams, 4, _ => false).Merge().ToArray();
            return merged.Length == run.Streams.Sum(stream => stream.Count) && IsCausal(merged) && IsMonotone(merged);
        }));

    [Fact]
    public void With_clocks_that_agree_the_order_is_that_of_time()
    {
        var run = new RandomRun(7, nodes: 4, steps: 500, skew: 0);
        var merged = new TraceMerger(run.Streams, 4, _ => false).Merge().ToArray();
        Assert.Equal(run.Streams.SelectMany(stream => stream).OrderBy(row => row.At).Select(row => row.At), merged.Select(row => row.At));
    }

    [Fact]
    public void While_nodes_run_the_trace_is_a_consistent_cut() =>
        Check.QuickThrowOnFailure(Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            var run = new RandomRun((ulong)seed, nodes: 3, steps: 200);
            var random = new RandomStream((ulong)seed).Derive("cut");
            // A node tells of whole steps only.
            IReadOnlyList<NodeRow>[] seen = [.. run.Streams.Select((stream, node) =>
            {
                var steps = random.NextBelow(stream.Count + 1);
                return stream.TakeWhile(row => row.Clock[node] <= steps).ToArray();
            })];
            var merged = new TraceMerger(seen, 3, _ => true).Merge().ToArray();
            var sent = merged.Where(row => row.Kind == TraceKind.Send).Select(row => (row.Node, row.Number)).ToHashSet();
            return merged.Where(row => row.Kind == TraceKind.Receive).All(row => sent.Contains((row.Peer, row.Number)));
        }));

    [Fact]
    public void What_a_dead_node_has_told_nobody_is_not_waited_for()
    {
        NodeRow[] receiver = [new(new(5), TraceKind.Receive, 1, 0, 1, "m", [3, 1])];
        IReadOnlyList<NodeRow>[] streams = [[], receiver];
        Assert.Empty(new TraceMerger(streams, 2, _ => true).Merge());
        Assert.Equal(receiver, new TraceMerger(streams, 2, _ => false).Merge());
    }

    [Fact]
    public void A_row_that_follows_one_of_a_fast_clock_gets_its_time()
    {
        NodeRow[] fast = [new(new(1_000), TraceKind.Send, 0, 1, 1, "m", [1, 0])];
        NodeRow[] right = [new(new(5), TraceKind.Start, 1, NodeId.Outside, 0, null, [0, 1]), new(new(7), TraceKind.Receive, 1, 0, 1, "m", [1, 2])];
        Assert.Equal([5, 1_000, 1_000], new TraceMerger([fast, right], 2, _ => false).Merge().Select(row => row.At.Nanoseconds));
    }

    private static bool IsCausal(NodeRow[] merged)
    {
        var steps = new long[merged.Max(row => row.Node.Index) + 1];
        var sent = new HashSet<(NodeId, long)>();
        foreach (var row in merged)
        {
            if (row.Clock[row.Node.Index] < steps[row.Node.Index])
                return false;
            steps[row.Node.Index] = row.Clock[row.Node.Index];
            if (row.Kind == TraceKind.Send)
                sent.Add((row.Node, row.Number));
            if (row.Kind == TraceKind.Receive && !sent.Contains((row.Peer, row.Number)))
                return false;
        }
        return true;
    }

    private static bool IsMonotone(NodeRow[] merged) => merged.Zip(merged.Skip(1)).All(pair => pair.First.At <= pair.Second.At);

    /// <summary>Nodes that send and receive at random, their clocks off by as much as a second.</summary>
    private sealed class RandomRun
    {
        public RandomRun(ulong seed, int nodes, int steps, long skew = 1_000_000_000)
        {
            var random = new RandomStream(seed);
            var streams = Enumerable.Range(0, nodes).Select(_ => new List<NodeRow>()).ToArray();
            var clocks = Enumerable.Range(0, nodes).Select(_ => new long[nodes]).ToArray();
            var offsets = Enumerable.Range(0, nodes).Select(_ => skew == 0 ? 0 : (long)random.NextBelow((ulong)skew)).ToArray();
            var flying = new List<(int From, int To, long Number, long[] Clock)>();
            for (var now = 1; now <= steps; now++)
            {
                var arrives = flying.Count > 0 && random.NextBool(0.5) ? random.NextBelow(flying.Count) : -1;
                var node = arrives >= 0 ? flying[arrives].To : random.NextBelow(nodes);
                var clock = clocks[node];
                for (var i = 0; arrives >= 0 && i < nodes; i++)
                    clock[i] = Math.Max(clock[i], flying[arrives].Clock[i]);
                clock[node]++;
                var stamp = (long[])clock.Clone();
                var at = new Instant((now * 10) + offsets[node]);
                streams[node].Add(arrives >= 0
                    ? new(at, TraceKind.Receive, node, flying[arrives].From, flying[arrives].Number, "m", stamp)
                    : new(at, TraceKind.Timer, node, NodeId.Outside, 0, "t", stamp));
                if (arrives >= 0)
                    flying.RemoveAt(arrives);
                for (var count = random.NextBelow(3); count > 0; count--)
                {
                    var to = (node + 1 + random.NextBelow(nodes - 1)) % nodes;
                    streams[node].Add(new(at, TraceKind.Send, node, to, (now * 10) + count, "m", stamp));
                    flying.Add((node, to, (now * 10) + count, stamp));
                }
            }
            Streams = streams;
        }

        public IReadOnlyList<IReadOnlyList<NodeRow>> Streams { get; }
    }
}
