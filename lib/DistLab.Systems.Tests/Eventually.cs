using System.Diagnostics;

namespace DistLab.Systems.Tests;

/// <summary>Waits for something that another thread or process brings about, and says what did not come.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    public static Task HoldsAsync(Func<bool> condition, string what) => HoldsAsync(condition, () => what);

    public static async Task HoldsAsync(Func<bool> condition, Func<string> what)
    {
        var start = Stopwatch.GetTimestamp();
        while (!condition())
        {
            if (Stopwatch.GetElapsedTime(start) > Limit)
                Assert.Fail($"This did not happen within {Limit.TotalSeconds} s: {what()}");
            await Task.Delay(5);
        }
    }
}
