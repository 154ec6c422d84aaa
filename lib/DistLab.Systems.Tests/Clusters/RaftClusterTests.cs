using DistLab.Consensus;
using DistLab.Coordination;

namespace DistLab.Systems.Tests.Clusters;

/// <summary>The replicated store, and the lock service, as three processes with their disks.</summary>
[Collection(Processes.Name)]
public sealed class RaftClusterTests
{
    [Fact]
    public async Task When_the_leader_is_killed_writes_go_on_and_nothing_that_was_acknowledged_is_lost()
    {
        await using var cluster = await Cluster.StartAsync(new RaftStore(3, new() { SnapshotAfter = 40 }), nodes: 3, new() { RecordsOutputsOnly = true });
        var client = cluster.Client();
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

    [Fact]
    public async Task A_lock_outlives_the_leader_that_granted_it_and_tokens_grow_across_leaders()
    {
        await using var cluster = await Cluster.StartAsync(new RaftLockService(3), nodes: 3, new() { RecordsOutputsOnly = true });
        var client = cluster.Client();
        var first = await client.AskAsync(new LockCommand.Acquire("file", 7));
        Assert.Equal(new LockResult(true, new(1, 7)), first);

        await cluster.KillAsync(client.Leader);
        Assert.Equal(new LockResult(false, first.Grant), await client.AskAsync(new LockCommand.Acquire("file", 8)));
        Assert.Equal(new LockResult(true, new(1, 7, 1)), await client.AskAsync(new LockCommand.Renew("file", 1)));
        // It was renewed since it was seen.
        Assert.False((await client.AskAsync(new LockCommand.Expire("file", first.Grant!))).IsDone);
        Assert.True((await client.AskAsync(new LockCommand.Expire("file", new(1, 7, 1)))).IsDone);
        Assert.Equal(new LockResult(true, new(2, 8)), await client.AskAsync(new LockCommand.Acquire("file", 8)));
    }
}
