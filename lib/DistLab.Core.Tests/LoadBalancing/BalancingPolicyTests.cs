using DistLab.LoadBalancing;
using DistLab.Protocols;

namespace DistLab.Core.Tests.LoadBalancing;

public sealed class BalancingPolicyTests
{
    private static readonly ConsistentHashRing Ring = new(5);

    private static readonly BalancingPolicy[] All =
    [
        BalancingPolicy.RoundRobin, BalancingPolicy.Random, BalancingPolicy.LeastConnections, BalancingPolicy.PowerOfTwoChoices, new PowerOfChoices(3),
        BalancingPolicy.Weighted, new ConsistentHashing(Ring), new ConsistentHashing(Ring, 1.25),
    ];

    [Fact]
    public void Where_no_server_is_healthy_none_is_chosen() =>
        Assert.All(All, policy => Assert.Equal(-1, policy.Choose([], 0, 7, Never)));

    [Fact]
    public void One_healthy_server_is_chosen_by_every_policy() =>
        Assert.All(All, policy => Assert.Equal(0, policy.Choose([new(3, 9)], 5, 7, n => n - 1)));

    [Fact]
    public void Round_robin_goes_round()
    {
        ServerLoad[] servers = [new(0, 9), new(1, 0), new(4, 3)];
        Assert.Equal([0, 1, 2, 0, 1], Enumerable.Range(0, 5).Select(turn => BalancingPolicy.RoundRobin.Choose(servers, turn, null, Never)));
    }

    [Fact]
    public void Least_connections_takes_the_idlest_for_its_weight_and_lets_equals_take_turns()
    {
        Assert.Equal(1, BalancingPolicy.LeastConnections.Choose([new(0, 2), new(1, 1), new(2, 3)], 0, null, Never));
        Assert.Equal(2, BalancingPolicy.LeastConnections.Choose([new(0, 2), new(1, 1), new(2, 3, Weight: 4)], 0, null, Never));
        Assert.Equal([0, 2, 2], Enumerable.Range(0, 3).Select(turn => BalancingPolicy.LeastConnections.Choose([new(0, 1), new(1, 2), new(2, 1)], turn, null, Never)));
    }

    [Fact]
    public void Two_choices_compares_two_different_servers()
    {
        // The second draw is among the other two: 1 of {0, 2} is server 2.
        Assert.Equal(2, BalancingPolicy.PowerOfTwoChoices.Choose([new(0, 0), new(1, 5), new(2, 4)], 0, null, Script(1, 1)));
        Assert.Equal(0, BalancingPolicy.PowerOfTwoChoices.Choose([new(0, 0), new(1, 5), new(2, 4)], 0, null, Script(1, 0)));
        Assert.Equal(0, new PowerOfChoices(3).Choose([new(0, 1), new(1, 5), new(2, 4)], 0, null, Script(2, 1, 0)));
    }

    [Fact]
    public void Weights_are_kept_to()
    {
        var random = new RandomStream(3);
        ServerLoad[] servers = [new(0, 0, 1), new(1, 0, 2), new(2, 0, 5)];
        var counts = new int[3];
        for (var i = 0; i < 80_000; i++)
            counts[BalancingPolicy.Weighted.Choose(servers, i, null, random.NextBelow)]++;
        Assert.InRange(counts[0], 9_700, 10_300);
        Assert.InRange(counts[2], 49_300, 50_700);
    }

    [Fact]
    public void A_key_stays_with_its_server_when_another_one_fails()
    {
        var policy = new ConsistentHashing(Ring);
        ServerLoad[] all = [.. Enumerable.Range(0, 5).Select(i => new ServerLoad(i, 0))];
        ServerLoad[] without = [.. all.Where(server => server.Server != 2)];
        var moved = 0;
        for (ulong key = 0; key < 5_000; key++)
        {
            var (before, after) = (all[policy.Choose(all, 0, key, Never)].Server, without[policy.Choose(without, 0, key, Never)].Server);
            Assert.Equal(Ring.Owner(key), before);
            Assert.True(before == after || before == 2);
            moved += before == 2 ? 1 : 0;
        }
        Assert.Equal(Ring.Shares()[2], moved / 5_000.0, 0.02);
    }

    [Fact]
    public void Bounded_loads_keep_every_server_below_its_bound()
    {
        var policy = new ConsistentHashing(Ring, 1.25);
        var outstanding = new int[5];
        for (var request = 1; request <= 1_000; request++)
        {
            ServerLoad[] servers = [.. outstanding.Select((count, i) => new ServerLoad(i, count))];
            // All ask for the same thing: without a bound, one server would have it all.
            outstanding[policy.Choose(servers, 0, 42, Never)]++;
            Assert.True(outstanding.Max() <= Math.Ceiling(1.25 * request / 5));
        }
        Assert.Equal(250, outstanding.Max());
    }

    [Fact]
    public void Shares_of_a_ring_vary_as_theory_says()
    {
        foreach (var (points, published) in new[] { (1, 0.90), (10, 0.30), (100, 0.095) })
        {
            Assert.Equal(published, ConsistentHashRing.ExpectedVariation(10, points), 0.006);
            var squares = Enumerable.Range(1, 400).Average(seed => new ConsistentHashRing(10, points, (ulong)seed).Shares().Sum(share => Math.Pow((share * 10) - 1, 2)) / 10);
            Assert.Equal(ConsistentHashRing.ExpectedVariation(10, points), Math.Sqrt(squares), 0.05 * published);
        }
    }

    [Fact]
    public void Two_choices_make_the_fullest_bin_far_emptier()
    {
        var fullest = (int choices) => Enumerable.Range(1, 20).Average(seed => BallsIntoBins.Fullest(10_000, choices, (ulong)seed));
        Assert.InRange(fullest(1), BallsIntoBins.Expected(10_000, 1) + 1, BallsIntoBins.Expected(10_000, 1) + 4);
        Assert.InRange(fullest(2), 3, BallsIntoBins.Expected(10_000, 2) + 1);
    }

    [Fact]
    public void A_choice_allocates_nothing()
    {
        ServerLoad[] servers = [.. Enumerable.Range(0, 5).Select(i => new ServerLoad(i, i))];
        var random = new RandomStream(1);
        Func<int, int> chance = random.NextBelow;
        foreach (var policy in All)
        {
            policy.Choose(servers, 0, 7, chance);
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var turn = 0; turn < 100; turn++)
                policy.Choose(servers, turn, (ulong)turn, chance);
            Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
        }
    }

    [Fact]
    public void What_makes_no_sense_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new PowerOfChoices(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ConsistentHashRing(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ConsistentHashing(Ring, 0.9));
        Assert.Throws<ArgumentException>(() => new ConsistentHashing(Ring).Choose([new(7, 0)], 0, 1, Never));
    }

    private static int Never(int n) => throw new InvalidOperationException("This policy draws nothing.");

    private static Func<int, int> Script(params int[] draws)
    {
        var next = 0;
        return n => draws[next] < n ? draws[next++] : throw new InvalidOperationException("More was drawn than there is.");
    }
}
