using DistLab.Communication;
using DistLab.Naming;
using DistLab.Protocols;
using DistLab.Simulation;

namespace DistLab.Core.Tests.Naming;

public sealed class UniqueIdsTests
{
    [Fact]
    public void No_name_is_given_out_twice_though_nodes_crash_at_any_time()
    {
        for (var block = 1; block <= 5; block++)
            Assert.Empty(Twice(new UniqueIds(3, block)));
    }

    [Fact]
    public void A_generator_that_is_not_durable_gives_out_names_twice() =>
        Assert.NotEmpty(Twice(new Forgetful<UniqueIds.State, UniqueIds.Generate>(new UniqueIds(3))));

    [Fact]
    public void Names_are_reserved_in_blocks_so_that_few_requests_wait_for_stable_storage()
    {
        var protocol = new UniqueIds(1, block: 10);
        var effects = new Effects<UniqueIds.Generate>(_ => 0);
        var state = protocol.Start(0, effects);
        var durable = new HashSet<UniqueIds.State?>();
        for (var i = 0; i < 100; i++)
        {
            state = protocol.OnMessage(state, 0, NodeId.Outside, new(i), effects);
            durable.Add(protocol.Durable(state));
        }
        Assert.Equal(10, durable.Count);
    }

    [Fact]
    public void An_echo_is_what_was_said()
    {
        var simulation = new EchoServer().Simulate(1);
        simulation.Inject(Instant.Zero, 0, new(7, "hello"));
        simulation.Run();
        Assert.Equal(new EchoServer.Echoed(7, "hello"), simulation.Trace.Last().Content);
    }

    private static IReadOnlyList<long> Twice(Protocol<UniqueIds.State, UniqueIds.Generate> protocol)
    {
        var simulation = protocol.Simulate(3, seed: 1, trace: Trace.KeepAll());
        for (var i = 0; i < 300; i++)
        {
            simulation.Inject(Instant.FromMilliseconds(i), i % 3, new(i));
            if (i % 17 == 0)
            {
                simulation.Schedule(Instant.FromMilliseconds(i + 0.1), Fault.Crash(i % 3));
                simulation.Schedule(Instant.FromMilliseconds(i + 0.2), Fault.Restart(i % 3));
            }
        }
        simulation.Run();
        var ids = simulation.Trace.Select(row => row.Content).OfType<UniqueIds.Generated>().Select(generated => generated.Id).ToList();
        Assert.Equal(300, ids.Count);
        return [.. ids.GroupBy(id => id).Where(same => same.Count() > 1).Select(same => same.Key)];
    }
}
