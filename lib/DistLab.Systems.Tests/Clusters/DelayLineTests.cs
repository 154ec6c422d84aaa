using DistLab.Protocols;

namespace DistLab.Systems.Tests.Clusters;

public sealed class DelayLineTests
{
    private readonly RunClock _clock = RunClock.Start();

    [Fact]
    public async Task Nobody_is_woken_too_early_and_a_later_wish_for_an_earlier_time_is_heard()
    {
        using var line = new DelayLine(_clock);
        var order = new List<double>();
        async Task At(double milliseconds)
        {
            var due = Instant.FromMilliseconds(milliseconds);
            await line.Until(due);
            Assert.True(_clock.Now >= due);
            lock (order)
                order.Add(milliseconds);
        }

        await Task.WhenAll(At(900), At(600), At(20.5), At(300), At(0));
        Assert.Equal([0, 20.5, 300, 600, 900], order);
    }

    [Fact]
    public async Task What_is_due_at_the_same_time_is_done_in_the_order_of_its_coming()
    {
        using var line = new DelayLine(_clock);
        var (order, due) = (new List<int>(), _clock.Now + 50.Milliseconds());
        for (var i = 0; i < 100; i++)
        {
            var own = i;
            line.Add(due, () => order.Add(own));
        }
        await line.Until(due);
        Assert.Equal(Enumerable.Range(0, 100), order);
    }
}
