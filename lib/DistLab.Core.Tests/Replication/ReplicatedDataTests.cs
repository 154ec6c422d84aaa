using DistLab.Protocols;
using DistLab.Replication;
using DistLab.Simulation;

namespace DistLab.Core.Tests.Replication;

public sealed class ReplicatedDataTests
{
    private const int Nodes = 4;

    private static readonly Network Bad = new Link(Delay.Exponential(10.Milliseconds())) { Loss = 0.3, Duplication = 0.2, Reordering = 0.2 };

    [Fact]
    public void All_copies_of_the_set_become_equal_and_hold_all_that_was_added() => ForAllSeeds(seed =>
    {
        var simulation = new GrowOnlySet(Nodes, 20.Milliseconds()).Simulate(Nodes, seed, Bad);
        for (var i = 0; i < 20; i++)
            simulation.Inject(Instant.FromMilliseconds(i * 7), i % Nodes, new GrowOnlySet.Add(i, $"e{i}"));
        simulation.Schedule(Instant.FromMilliseconds(30), Fault.Partition([0, 1], [2, 3]));
        simulation.Schedule(Instant.FromMilliseconds(120), Fault.Heal);
        simulation.RunUntil(Instant.FromSeconds(5));
        return Enumerable.Range(0, Nodes).All(node => simulation.State(node).Elements.Count == 20);
    });

    [Fact]
    public void All_counters_come_to_the_sum_of_all_that_was_counted_though_a_node_crashes() =>
        ForAllSeeds(seed => CountsRight(new PnCounter(Nodes, 20.Milliseconds()), seed));

    [Fact]
    public void A_counter_that_is_not_durable_loses_counts_in_a_crash() =>
        Assert.Contains(Enumerable.Range(1, 20), seed => !CountsRight(new Forgetful<PnCounter.State, PnCounter.Message>(new PnCounter(Nodes, 20.Milliseconds())), (ulong)seed));

    [Fact]
    public void Whoever_is_asked_the_central_store_answers_with_what_was_written_last() => ForAllSeeds(seed =>
    {
        var simulation = new CentralRegisters().Simulate(3, seed, Delay.Exponential(5.Milliseconds()));
        var seen = new List<string>();
        for (var i = 0; i < 20; i++)
        {
            Ask(simulation, i % 3, new CentralRegisters.Write("k", $"{i}"));
            seen.Add(((CentralRegisters.Value)Ask(simulation, (i + 1) % 3, new CentralRegisters.Read("k"))).Content);
        }
        return seen.SequenceEqual(Enumerable.Range(0, 20).Select(i => $"{i}"));
    });

    [Fact]
    public void The_central_store_compares_before_it_sets()
    {
        var simulation = new CentralRegisters().Simulate(2, seed: 1);
        Assert.IsType<CentralRegisters.NoSuchKey>(Ask(simulation, 1, new CentralRegisters.Read("a")));
        Assert.IsType<CentralRegisters.NoSuchKey>(Ask(simulation, 0, new CentralRegisters.CompareAndSet("a", "0", "1")));
        Assert.IsType<CentralRegisters.Written>(Ask(simulation, 1, new CentralRegisters.Write("a", "1")));
        Assert.Equal(new CentralRegisters.NotAsExpected("1"), Ask(simulation, 1, new CentralRegisters.CompareAndSet("a", "0", "2")));
        Assert.IsType<CentralRegisters.Written>(Ask(simulation, 0, new CentralRegisters.CompareAndSet("a", "1", "2")));
        Ask(simulation, 0, new CentralRegisters.Write("b", "x"));
        Assert.Equal(new CentralRegisters.Value("2"), Ask(simulation, 1, new CentralRegisters.Read("a")));
    }

    [Fact]
    public void A_transaction_sees_its_own_appends_and_no_half_of_another()
    {
        var simulation = new CentralLists().Simulate(2, seed: 1);
        CentralLists.Step Append(string key, string value) => new(key, value);
        CentralLists.Step Read(string key) => new(key, null);
        Assert.Equal([null, ["1"], null], Ask(simulation, 1, new CentralLists.Transaction([Append("a", "1"), Read("a"), Read("b")])).Read);
        Assert.Equal([null, null, ["1", "2"], ["3"]], Ask(simulation, 0, new CentralLists.Transaction([Append("a", "2"), Append("b", "3"), Read("a"), Read("b")])).Read);
    }

    private static void ForAllSeeds(Func<ulong, bool> holds)
    {
        for (var seed = 1UL; seed <= 20; seed++)
            Assert.True(holds(seed), $"seed {seed}");
    }

    private static bool CountsRight(Protocol<PnCounter.State, PnCounter.Message> protocol, ulong seed)
    {
        var simulation = protocol.Simulate(Nodes, seed, Bad);
        for (var i = 1; i <= 20; i++)
            simulation.Inject(Instant.FromMilliseconds(i * 10), i % Nodes, new PnCounter.Add(i, i % 3 == 0 ? -i : i));
        simulation.Schedule(Instant.FromMilliseconds(105), Fault.Crash(1));
        simulation.Schedule(Instant.FromMilliseconds(106), Fault.Restart(1));
        simulation.RunUntil(Instant.FromSeconds(5));
        var expected = Enumerable.Range(1, 20).Sum(i => i % 3 == 0 ? -i : i);
        return Enumerable.Range(0, Nodes).All(node => simulation.State(node).Value == expected);
    }

    private static TReply Ask<TData, TRequest, TReply>(
        Simulation<CentralStore<TData, TRequest, TReply>.State, CentralStore<TData, TRequest, TReply>.Message> simulation, NodeId node, TRequest request)
        where TData : class
        where TRequest : class
        where TReply : class
    {
        var before = simulation.Trace.Recorded;
        simulation.Inject(simulation.Now, node, new CentralStore<TData, TRequest, TReply>.Ask(before, request));
        simulation.Run();
        return simulation.Trace.Select(row => row.Content).OfType<CentralStore<TData, TRequest, TReply>.Answer>().Last(answer => answer.Request == before).Content;
    }
}
