using DistLab.Consensus;
using DistLab.Protocols;
using DistLab.Simulation;
using DistLab.Systems.Tests.Nodes;

namespace DistLab.Systems.Tests.Storage;

/// <summary>Durable states as they come in runs of protocols, saved, and read again by the next life.</summary>
public sealed class DurableStateTests
{
    [Fact]
    public void Whenever_a_node_dies_its_next_life_finds_what_was_saved_last()
    {
        using var folder = new TempFolder();
        var store = new RaftStore(5, StoreTrial.Options);
        var run = new StoreTrial(store).Scenario(11).Prepare(Trace.KeepAll(states: true));
        run.RunUntil(Instant.FromSeconds(4));
        var states = run.Trace.Where(row => row.Kind == TraceKind.State && row.Node.Index == 1)
            .Select(row => store.Durable(((ClientServer<RaftStore.State, StoreClient.State, RaftStore.Message>.State)row.Content!).Server!)!).ToList();
        Assert.InRange(states.Count, 100, 10_000);
        var universe = TypeUniverse.Of(typeof(RaftStore), typeof(RaftStore.State), typeof(RaftStore.Message));
        DurableState<RaftStore.State>? life = null;
        for (var i = 0; i < states.Count; i++)
        {
            life ??= new(folder.At("p.wal"), universe, store);
            life.Save(states[i]);
            if (i % 25 != 0)
                continue;
            life.Dispose();
            life = new(folder.At("p.wal"), universe, store);
            Assert.Equal(states[i], life.Latest);
        }
        life?.Dispose();
    }

    [Fact]
    public void A_few_new_entries_cost_no_more_than_themselves_whatever_is_in_the_log_already()
    {
        using var folder = new TempFolder();
        var store = new RaftStore(1, new() { SnapshotAfter = 10_000 });
        var run = store.Simulate(nodes: 1);
        for (var i = 0; i < 1_000; i++)
            run.Inject(Instant.FromSeconds(1), 0, new RaftStore.ClientRequest(1, i + 1, new StoreCommand.Put("key", new('v', 256))));
        run.RunUntil(Instant.FromSeconds(2));
        using var durable = new DurableState<RaftStore.State>(folder.At("p.wal"), TypeUniverse.Of(typeof(RaftStore), typeof(RaftStore.State), typeof(RaftStore.Message)), store);
        durable.Save(store.Durable(run.State(0)));
        var before = new FileInfo(folder.At("p.wal")).Length;
        Assert.True(before > 256_000);
        run.Inject(run.Now, 0, new RaftStore.ClientRequest(1, 1_001, new StoreCommand.Put("key", new('v', 256))));
        run.RunFor(1.Milliseconds());
        durable.Save(store.Durable(run.State(0)));
        Assert.InRange(new FileInfo(folder.At("p.wal")).Length - before, 256, 400);
    }

    [Fact]
    public void A_protocol_that_tells_no_changes_is_saved_as_a_whole()
    {
        using var folder = new TempFolder();
        var universe = TypeUniverse.Of(typeof(Counter), typeof(Counter.State), typeof(Counter.Message));
        using (var durable = new DurableState<Counter.State>(folder.At("p.wal"), universe, new Counter()))
        {
            durable.Save(new(1, 1));
            durable.Save(new(2, 1));
        }
        using var next = new DurableState<Counter.State>(folder.At("p.wal"), universe, new Counter());
        Assert.Equal(new(2, 1), next.Latest);
    }
}
