using DistLab.Analysis;
using DistLab.Protocols;

namespace DistLab.Core.Tests.Analysis;

public sealed class QueueingTests
{
    [Fact]
    public void Erlang_C_is_as_published()
    {
        Assert.Equal(0.711111, Erlang.C(2, 1.6), 6);
        Assert.Equal(0.444444, Erlang.C(3, 2), 6);
        Assert.Equal(0.596432, Erlang.C(4, 3.2), 6);
        Assert.Equal(1, Erlang.C(3, 3));
    }

    [Fact]
    public void Erlang_B_is_the_blocked_share_of_a_loss_system()
    {
        // a²/2 / (1 + a + a²/2) for two servers.
        Assert.Equal(2.0 / 5, Erlang.B(2, 2), 12);
        Assert.Equal(0, Erlang.B(4, 0));
    }

    [Fact]
    public void With_one_server_it_is_the_queue_M_M_1()
    {
        var queue = new MultiServerQueue(1, 8, 100.Milliseconds());
        Assert.Equal(500.Milliseconds(), queue.Response);
        Assert.Equal(400.Milliseconds(), queue.Wait);
        Assert.Equal(4, queue.InSystem!.Value, 9);
        Assert.Equal(0.8, queue.Utilisation, 12);
        // The response time is exponential.
        Assert.Equal(0.5 * Math.Log(100), queue.ResponseQuantile(0.99)!.Value.Seconds, 6);
        Assert.Equal(Math.Exp(-2), queue.ResponseTail(1.Seconds()), 9);
    }

    [Fact]
    public void The_tail_of_many_servers_has_the_mean_that_the_formula_gives()
    {
        foreach (var (servers, load) in new[] { (2, 1.6), (3, 2.0), (4, 3.2), (3, 2.999), (8, 1.0) })
        {
            var queue = new MultiServerQueue(servers, load * 10, 100.Milliseconds());
            var step = queue.Response!.Value.Seconds / 2_000;
            var mean = Enumerable.Range(0, 60_000).Sum(i => queue.ResponseTail(Duration.FromSeconds((i + 0.5) * step))) * step;
            Assert.Equal(queue.Response!.Value.Seconds, mean, queue.Response!.Value.Seconds * 1e-3);
        }
    }

    [Fact]
    public void Servers_that_cannot_bear_the_load_have_no_mean_response()
    {
        var queue = new MultiServerQueue(2, 20, 100.Milliseconds());
        Assert.False(queue.IsStable);
        Assert.Null(queue.Response);
        Assert.Null(queue.ResponseQuantile(0.5));
        Assert.Null(new RoundRobinQueue(2, 20, 100.Milliseconds()).Response);
    }

    [Fact]
    public void Taking_turns_lies_between_chance_and_the_ideal()
    {
        Assert.Equal(new MultiServerQueue(1, 8, 100.Milliseconds()).Response!.Value.Seconds, new RoundRobinQueue(1, 8, 100.Milliseconds()).Response!.Value.Seconds, 6);
        var (random, turns, ideal) = (new MultiServerQueue(1, 8, 100.Milliseconds()), new RoundRobinQueue(4, 32, 100.Milliseconds()), new MultiServerQueue(4, 32, 100.Milliseconds()));
        Assert.True(ideal.Response < turns.Response && turns.Response < random.Response);
    }

    [Fact]
    public void The_supermarket_model_is_as_published()
    {
        foreach (var (load, published) in new[] { (0.5, 1.2657), (0.7, 1.6145), (0.9, 2.6141) })
        {
            Assert.Equal(published, SupermarketModel.Response(load, 2), 4);
            Assert.Equal(1 / (1 - load), SupermarketModel.Response(load, 1), 12);
            // Little's law: requests in the system, by the tail, are arrivals times time.
            Assert.Equal(load * SupermarketModel.Response(load, 2), Enumerable.Range(1, 40).Sum(i => SupermarketModel.Tail(load, 2, i)), 9);
        }
        Assert.Equal(1, SupermarketModel.Response(0, 2));
    }

    [Fact]
    public void What_makes_no_sense_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Erlang.B(0, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Erlang.C(1, -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => SupermarketModel.Response(1, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => new MultiServerQueue(1, 1, Duration.Zero));
    }
}
