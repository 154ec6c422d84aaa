using DistLab.Coordination;
using DistLab.Protocols;
using DistLab.Systems.Threads;

namespace DistLab.Systems.Tests.Threads;

public sealed class LockManagerTests
{
    private static readonly Duration Limit = 20.Seconds();

    [Fact]
    public void The_request_that_closes_a_circle_of_three_is_broken_and_all_go_on()
    {
        using var locks = new LockManager();
        var report = Ring(locks, 3);
        Assert.True(report.AllEnded, report.ToString());
        Assert.Equal(2, Assert.Single(locks.Deadlocks).Victim.Index);
        Assert.Equal([0, 1, 2], locks.Deadlocks[0].Cycle.Select(p => p.Index));
        Assert.Equal("P0 → P1 → P2 → P0, victim P2", locks.Deadlocks[0].ToString());
        Assert.Equal(WaitForGraph.Empty, locks.Graph);
    }

    [Fact]
    public void A_detector_that_looks_only_at_pairs_finds_a_circle_of_two_and_misses_one_of_three()
    {
        var pairs = new LockManagerOptions { FindCycle = OnlyPairs };
        using (var locks = new LockManager(pairs))
            Assert.True(Ring(locks, 2).AllEnded);
        using (var locks = new LockManager(pairs))
        {
            Assert.Equal([0, 1, 2], Ring(locks, 3, 200.Milliseconds()).Stuck);
            Assert.Equal(0, locks.Counts.Deadlocks);
        }
    }

    [Fact]
    public void A_lock_manager_that_forgets_to_erase_edges_calls_a_deadlock_what_is_none()
    {
        Assert.Null(TakeTurns(new LockQueues()));
        Assert.NotNull(TakeTurns(new LockQueuesTests.Forgetful()));
    }

    [Fact]
    public void Without_detection_a_circle_stands_until_somebody_looks()
    {
        using var locks = new LockManager(new() { Detection = DeadlockDetection.None });
        var broken = 0;
        var report = RealThreads.Run(Limit, [.. RingBodies(locks, 4), () =>
        {
            Assert.True(locks.WaitUntil(graph => graph.HasDeadlock, Limit));
            broken = locks.Detect();
        }]);
        Assert.True(report.AllEnded, report.ToString());
        Assert.Equal((1, 0), (broken, locks.Detect()));
    }

    [Fact]
    public void A_periodic_detector_breaks_a_circle_too()
    {
        using var locks = new LockManager(new() { Detection = DeadlockDetection.Periodic, Period = 2.Milliseconds() });
        Assert.True(Ring(locks, 5).AllEnded);
        Assert.Equal(1, locks.Counts.Deadlocks);
    }

    [Theory]
    [InlineData(VictimPolicy.Youngest, 2)]
    [InlineData(VictimPolicy.FewestLocks, 1)]
    [InlineData(VictimPolicy.LeastWork, 0)]
    public void The_victim_is_whom_the_policy_names(VictimPolicy policy, int victim)
    {
        using var locks = new LockManager(new() { Victim = policy });
        var ready = new Rendezvous(3);
        var sessions = Enumerable.Range(0, 3).Select(_ => locks.Begin()).ToList();
        void Take(int i, string[] more, double work)
        {
            foreach (var name in more.Append($"{i}"))
                sessions[i].Acquire(name);
            sessions[i].Work = work;
            ready.Meet();
            try
            {
                sessions[i].Acquire($"{(i + 1) % 3}");
            }
            catch (DeadlockException)
            {
            }
            sessions[i].Dispose();
        }
        var report = RealThreads.Run(Limit, () => Take(0, ["a", "b"], 1), () => Take(1, [], 5), () => Take(2, ["c"], 9));
        Assert.True(report.AllEnded, report.ToString());
        Assert.Equal(victim, Assert.Single(locks.Deadlocks).Victim.Index);
    }

    [Fact]
    public void A_victim_keeps_its_locks_until_it_gives_them_back()
    {
        using var locks = new LockManager();
        var both = new Rendezvous(2);
        ValueList<string>? held = null;
        using var old = locks.Begin();
        using var young = locks.Begin();
        var report = RealThreads.Run(
            Limit,
            () =>
            {
                old.Acquire("a");
                both.Meet();
                old.Acquire("b");
            },
            () =>
            {
                young.Acquire("b");
                both.Meet();
                Assert.Equal(young.Id, Assert.Throws<DeadlockException>(() => young.Acquire("a")).Deadlock.Victim);
                Assert.Equal([old.Id], locks.Graph.Edges.Select(edge => edge.Waiting).Distinct());
                held = young.Held;
                young.ReleaseAll();
            });
        Assert.True(report.AllEnded, report.ToString());
        Assert.Equal(["b"], held!);
        Assert.Equal(["a", "b"], old.Held);
    }

    [Fact]
    public void Who_loses_patience_or_is_cancelled_or_interrupted_no_longer_waits()
    {
        using var locks = new LockManager(new() { Patience = 5.Milliseconds() });
        using var holder = locks.Begin();
        using var other = locks.Begin();
        holder.Acquire("x");
        Assert.Throws<TimeoutException>(() => other.Acquire("x"));
        Assert.ThrowsAny<OperationCanceledException>(() => other.Acquire("x", cancellation: new CancellationToken(true)));
        Assert.Equal((WaitForGraph.Empty, 1L), (locks.Graph, locks.Counts.TimedOut));
        using var patient = new LockManager();
        using var first = patient.Begin();
        first.Acquire("x");
        Assert.Equal([0], RealThreads.Run(50.Milliseconds(), () => patient.Begin().Acquire("x")).Stuck);
        Assert.Equal(WaitForGraph.Empty, patient.Graph);
    }

    [Fact]
    public void Disposing_the_lock_manager_ends_all_waiting()
    {
        var locks = new LockManager(new() { Detection = DeadlockDetection.Periodic, Period = 1.Seconds() });
        var holder = locks.Begin();
        holder.Acquire("x");
        var report = RealThreads.Run(Limit, () => Assert.Throws<ObjectDisposedException>(() => locks.Begin().Acquire("x")), () =>
        {
            locks.WaitUntil(graph => graph.Edges.Count == 1, Limit);
            locks.Dispose();
        });
        Assert.True(report.AllEnded, report.ToString());
        Assert.Throws<ObjectDisposedException>(() => locks.Begin());
        Assert.Throws<ObjectDisposedException>(() => holder.Acquire("y"));
    }

    [Theory]
    [InlineData(DeadlockDetection.OnRequest)]
    [InlineData(DeadlockDetection.Periodic)]
    public void A_finder_that_fails_ends_the_waiting_with_its_own_words(DeadlockDetection detection)
    {
        using var locks = new LockManager(new() { Detection = detection, Period = 1.Milliseconds(), FindCycle = Unwritten });
        var report = Ring(locks, 2);
        Assert.Equal([0, 1], report.Ended);
        Assert.Contains(report.Failures, failure => failure.Message.Contains("not written yet", StringComparison.Ordinal));
    }

    [Fact]
    public void Times_that_make_no_sense_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new LockManager(new() { Patience = Duration.Zero }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new LockManager(new() { Period = 1.Microseconds() }));
    }

    private static ThreadsReport Ring(LockManager locks, int count, Duration? limit = null) => RealThreads.Run(limit ?? Limit, RingBodies(locks, count));

    // Each has a lock of its own before any asks for the next one's; who is made a victim tries again.
    private static Action[] RingBodies(LockManager locks, int count)
    {
        var all = new Rendezvous(count);
        var sessions = Enumerable.Range(0, count).Select(_ => locks.Begin()).ToList();
        void Take(int i)
        {
            using var session = sessions[i];
            for (var isDone = false; !isDone; session.ReleaseAll())
            {
                try
                {
                    session.Acquire($"{i}");
                    all.Meet();
                    session.Acquire($"{(i + 1) % count}");
                    isDone = true;
                }
                catch (DeadlockException)
                {
                }
            }
        }
        return [.. Enumerable.Range(0, count).Select(i => new Action(() => Take(i)))];
    }

    // P1 waits for P0 and is served; then P0 waits for P1. Two waits, never at the same time.
    private static DetectedDeadlock? TakeTurns(LockQueues table)
    {
        using var locks = new LockManager(new(), table);
        using var zero = locks.Begin();
        using var one = locks.Begin();
        zero.Acquire("x");
        var hasX = new Rendezvous(2);
        var report = RealThreads.Run(
            Limit,
            () =>
            {
                locks.WaitUntil(graph => graph.Edges.Count == 1, Limit);
                zero.Release("x");
                hasX.Meet();
                zero.Acquire("y");
                zero.ReleaseAll();
            },
            () =>
            {
                one.Acquire("y");
                one.Acquire("x");
                hasX.Meet();
                locks.WaitUntil(graph => graph.Edges.Any(edge => edge.Waiting == zero.Id) || locks.Counts.Deadlocks > 0, Limit);
                one.ReleaseAll();
            });
        Assert.Empty(report.Stuck);
        return locks.Deadlocks.FirstOrDefault();
    }

    private static ValueList<NodeId> Unwritten(WaitForGraph graph) => graph.HasDeadlock ? throw new InvalidOperationException("not written yet") : [];

    private static ValueList<NodeId> OnlyPairs(WaitForGraph graph)
    {
        var (waiting, on) = graph.Edges.FirstOrDefault(edge => graph.Edges.Contains(new(edge.On, edge.Waiting)), new(0, 0));
        return waiting == on ? [] : [waiting, on];
    }
}
