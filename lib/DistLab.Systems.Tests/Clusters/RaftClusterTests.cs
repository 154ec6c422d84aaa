using DistLab.Consensus;
using DistLab.Protocols;

namespace DistLab.Systems.Tests.Clusters;

/// <summary>The replicated store as three processes with their disks.</summary>
[Collection(Processes.Name)]
public sealed class RaftClusterTests
{
    [Fact]
    public async Task When_the_leader_is_killed_writes_go_on_and_nothing_that_was_acknowledged_is_lost()
    {
        await using var cluster = await Cluster.StartAsync(new RaftStore(3, new() { SnapshotAfter = 40 }), nodes: 3, new() { RecordsOutputsOnly = true });
        var client = new RaftClusterClient(cluster);
        for (var i = 0; i < 50; i++)
            Assert.True((await client.AskAsync(new StoreCommand.Put($"k{i}", $"v{i}"))).IsDone);

        var first = client.Leader;
        await cluster.KillAsync(first);
        for (var i = 50; i < 100; i++)
            Assert.True((await client.AskAsync(new StoreCommand.Put($"k{i}", $"v{i}"))).IsDone);
        Assert.NotEqual(first, client.Leader);

        await cluster.RestartAsync(first);
        await cluster.KillAsync(client.Leader);
        for (var i = 0; i < 100; i++)
            Assert.Equal(new StoreResult(true, $"v{i}"), await client.AskAsync(new StoreCommand.Get($"k{i}")));
    }
}

/// <summary>A client of a cluster's store, with a session: asks the leader, and another server when it is turned away or hears nothing.</summary>
internal sealed class RaftClusterClient(Cluster<RaftStore.State, RaftStore.Message> cluster)
{
    private long _serial;

    /// <summary>Who answered last.</summary>
    public NodeId Leader { get; private set; }

    public async Task<StoreResult> AskAsync(StoreCommand command)
    {
        var serial = ++_serial;
        var request = new RaftStore.ClientRequest(1, serial, command);
        for (var i = 0; i < 100; i++)
        {
            var heard = cluster.Outputs.Count;
            cluster.Inject(Leader, request);
            try
            {
                await cluster.WaitUntilAsync(() => cluster.Outputs.Skip(heard).Any(IsAnswer), 500.Milliseconds());
            }
            catch (TimeoutException)
            {
                Leader = (Leader.Index + 1) % cluster.Nodes;
                continue;
            }
            var answer = cluster.Outputs.Skip(heard).First(IsAnswer).Value;
            if (answer is RaftStore.ClientReply reply)
                return reply.Result;
            Leader = ((RaftStore.NotLeader)answer).Leader ?? (Leader.Index + 1) % cluster.Nodes;
            await Task.Delay(50);
        }
        throw new TimeoutException($"nobody answers {command}");

        bool IsAnswer(NodeOutput output) => output.Value is RaftStore.ClientReply { Serial: var answered } && answered == serial || output.Value is RaftStore.NotLeader { Serial: var refused } && refused == serial;
    }
}
