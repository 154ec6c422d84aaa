using System.Diagnostics;

namespace DistLab.Web.Tests;

/// <summary>Waking at a moment.</summary>
public class AlarmTests
{
    [Fact]
    public async Task Nobody_is_woken_too_early_and_a_later_wish_for_an_earlier_moment_is_heard()
    {
        var now = Stopwatch.GetTimestamp();
        var order = new List<int>();
        async Task At(int milliseconds)
        {
            var moment = now + (milliseconds * Stopwatch.Frequency / 1000);
            await Alarm.Until(moment);
            Assert.True(Stopwatch.GetTimestamp() >= moment);
            lock (order)
                order.Add(milliseconds);
        }

        await Task.WhenAll(At(900), At(600), At(20), At(300), At(-5));
        Assert.Equal([-5, 20, 300, 600, 900], order);
    }
}
