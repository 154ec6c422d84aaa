using System.Diagnostics;

namespace DistLab.Web;

/// <summary>
/// Wakes those who wait for a moment, mostly to a tenth of a millisecond. The platform's timers go by a clock that on Linux moves on every
/// 4 ms only (at 250 ticks a second), which is half of what a request takes here.
/// </summary>
internal static class Alarm
{
    private static readonly long Millisecond = Stopwatch.Frequency / 1000;
    private static readonly object Gate = new();
    private static readonly PriorityQueue<TaskCompletionSource, long> Waiting = new();
    private static bool s_isRunning;

    /// <summary>Done at a moment, or at once if it is over.</summary>
    /// <param name="timestamp">When, as <see cref="Stopwatch.GetTimestamp"/> tells time.</param>
    public static Task Until(long timestamp)
    {
        if (timestamp <= Stopwatch.GetTimestamp())
            return Task.CompletedTask;
        var woken = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (Gate)
        {
            Waiting.Enqueue(woken, timestamp);
            Monitor.Pulse(Gate);
            if (!s_isRunning)
                new Thread(Run) { IsBackground = true, Name = "alarm" }.Start();
            s_isRunning = true;
        }
        return woken.Task;
    }

    private static void Run()
    {
        while (true)
        {
            if (Next() is { } woken)
                woken.SetResult();
            else
                Thread.Yield();
        }
    }

    /// <summary>Who is to be woken now; null when somebody is within a millisecond, for which sleeping is too coarse.</summary>
    private static TaskCompletionSource? Next()
    {
        lock (Gate)
        {
            while (true)
            {
                var left = Waiting.TryPeek(out _, out var at) ? at - Stopwatch.GetTimestamp() : long.MaxValue;
                if (left <= 0)
                    return Waiting.Dequeue();
                if (left < Millisecond)
                    return null;
                Monitor.Wait(Gate, (int)Math.Min(int.MaxValue, left / Millisecond));
            }
        }
    }
}
