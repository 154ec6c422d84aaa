using DistLab.Protocols;

namespace DistLab.Systems.Threads;

/// <summary>Runs something on real threads of the operating system, and is back within a time, whatever they do.</summary>
public static class RealThreads
{
    private static readonly Duration Grace = 2.Seconds();

    /// <summary>
    /// Starts a thread for each action and waits for them, at most for a time. Those that are still waiting then, for a lock or
    /// anything else, are interrupted: a <see cref="ThreadInterruptedException"/> ends their waiting.
    /// </summary>
    /// <param name="limit">How long to wait for all of them together.</param>
    /// <param name="bodies">What they do. What one of them throws is in the report.</param>
    /// <returns>Which ended and which were stuck.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The limit is negative, or longer than 24 days.</exception>
    public static ThreadsReport Run(Duration limit, params IReadOnlyList<Action> bodies)
    {
        ArgumentNullException.ThrowIfNull(bodies);
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, Duration.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, 576.Hours());
        var failures = new List<Exception>();
        var threads = bodies.Select((body, i) => new Thread(() => Guard(body, failures)) { IsBackground = true, Name = $"thread {i}" }).ToList();
        List<int> stuck = [], doNotEnd = [];
        try
        {
            threads.ForEach(thread => thread.Start());
            stuck = NotEnded(threads, limit);
        }
        finally
        {
            threads.ForEach(thread => thread.Interrupt());
            doNotEnd = NotEnded(threads, Grace);
        }
        lock (failures)
            return new(limit, [.. Enumerable.Range(0, threads.Count).Except(stuck)], [.. stuck], [.. failures], [.. doNotEnd]);
    }

    private static List<int> NotEnded(List<Thread> threads, Duration limit)
    {
        var clock = RunClock.Start();
        bool HasEnded(Thread thread)
        {
            var left = (limit - (clock.Now - Instant.Zero)).Milliseconds;
            return thread.Join((int)Math.Max(0, Math.Ceiling(left)));
        }
        return [.. Enumerable.Range(0, threads.Count).Where(i => !HasEnded(threads[i]))];
    }

    private static void Guard(Action body, List<Exception> failures)
    {
        try
        {
            body();
        }
        catch (ThreadInterruptedException)
        {
        }
        catch (Exception e)
        {
            lock (failures)
                failures.Add(e);
        }
    }
}
