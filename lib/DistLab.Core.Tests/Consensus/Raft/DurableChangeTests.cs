using DistLab.Consensus;
using DistLab.Protocols;
using DistLab.Simulation;

namespace DistLab.Core.Tests.Consensus.Raft;

public sealed class DurableChangeTests
{
    [Fact]
    public void A_change_makes_of_the_former_durable_state_the_next_one()
    {
        var store = new RaftStore(5, StoreTrial.Options);
        var (changes, wholes) = (0, 0);
        for (var seed = 1UL; seed <= 5; seed++)
        {
            var run = new StoreTrial(store).Scenario(seed).Prepare(Trace.KeepAll(states: true));
            run.RunUntil(Instant.FromSeconds(4));
            foreach (var server in run.Trace.Where(row => row.Kind == TraceKind.State && row.Node.Index < 5).GroupBy(row => row.Node))
            {
                var states = server.Select(row => store.Durable(((ClientServer<RaftStore.State, StoreClient.State, RaftStore.Message>.State)row.Content!).Server!)!).ToList();
                foreach (var (former, next) in states.Zip(states.Skip(1)))
                {
                    if (store.ChangeBetween(former, next) is { } change)
                        Assert.Equal(next, store.After(former, change));
                    _ = store.ChangeBetween(former, next) is null ? wholes++ : changes++;
                }
            }
        }
        Assert.True(wholes > 50 && changes > 50 * wholes / 10, $"{changes} changes, {wholes} wholes");
    }
}
