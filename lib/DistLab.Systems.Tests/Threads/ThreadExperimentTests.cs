using DistLab.Protocols;
using DistLab.Systems.Threads;

namespace DistLab.Systems.Tests.Threads;

public sealed class ThreadExperimentTests(ITestOutputHelper output)
{
    private static readonly Duration Limit = 20.Seconds();

    [Fact]
    public void Two_plain_locks_taken_crosswise_are_stuck_and_the_caller_is_not()
    {
        object a = new(), b = new();
        var both = new Rendezvous(2);
        void Take(object first, object second)
        {
            lock (first)
            {
                both.Meet();
                lock (second)
                {
                }
            }
        }
        var report = RealThreads.Run(100.Milliseconds(), () => Take(a, b), () => Take(b, a));
        Assert.Equal("2 of 2 threads still waited after 100 ms, and were interrupted", report.ToString());
        Assert.Empty(report.DoNotEnd);
        // What they held is free again.
        Assert.True(Monitor.TryEnter(a) && Monitor.TryEnter(b));
    }

    [Fact]
    public void What_a_thread_throws_is_in_the_report()
    {
        var report = RealThreads.Run(Limit, () => { }, () => throw new InvalidOperationException("broken"));
        Assert.Equal("2 of 2 threads ended; one failed: broken", report.ToString());
        Assert.False(report.AllEnded);
    }

    [Fact]
    public void Philosophers_who_all_take_the_left_fork_starve_and_each_cure_feeds_them()
    {
        var stuck = DiningPhilosophers.Run(5, DeadlockCure.None);
        Assert.Equal("None: meals [0, 0, 0, 0, 0], and 5 wait for ever", stuck.ToString());
        Assert.Equal("P0 → P1, P1 → P2, P2 → P3, P3 → P4, P4 → P0", stuck.Graph.ToString());
        foreach (var cure in Enum.GetValues<DeadlockCure>().Except([DeadlockCure.None]))
        {
            var report = DiningPhilosophers.Run(5, cure);
            output.WriteLine(report.ToString());
            Assert.Equal([1, 1, 1, 1, 1], report.Meals);
            Assert.False(report.IsStuck);
            Assert.Equal(cure is DeadlockCure.Detection or DeadlockCure.Periodic ? 1 : 0, report.Deadlocks.Count);
        }
    }

    [Fact]
    public void Philosophers_whose_detector_sees_no_circle_starve() =>
        Assert.True(DiningPhilosophers.Run(3, DeadlockCure.Detection, findCycle: _ => []).IsStuck);

    [Fact]
    public void A_search_for_circles_that_is_not_written_yet_says_so() =>
        Assert.Throws<NotImplementedException>(() => DiningPhilosophers.Run(3, DeadlockCure.Detection, findCycle: _ => throw new NotImplementedException()));

    [Theory]
    [InlineData(DeadlockCure.Order)]
    [InlineData(DeadlockCure.Detection)]
    [InlineData(DeadlockCure.Periodic)]
    [InlineData(DeadlockCure.Timeout)]
    public void Under_stress_no_money_is_lost_and_every_thread_ends(DeadlockCure cure)
    {
        var report = new BankTransfers { Accounts = 6, Tellers = 8, TransfersEach = 20, Work = Duration.Zero, Cure = cure }.Run();
        output.WriteLine($"{report}, {report.PerSecond:0} a second, {report.Counts}");
        Assert.True(report.AreDone);
        Assert.Equal(report.Before, report.After);
        Assert.True(cure != DeadlockCure.Order || report.Counts.Deadlocks + report.Retries == 0);
    }

    [Theory]
    [InlineData(VictimPolicy.FewestLocks)]
    [InlineData(VictimPolicy.LeastWork)]
    public void Whoever_is_the_victim_all_get_through(VictimPolicy victim) =>
        Assert.True(new BankTransfers { Accounts = 3, Tellers = 6, TransfersEach = 10, Victim = victim }.Run().AreDone);

    [Fact]
    public void Cures_are_compared_on_the_same_transfers()
    {
        var reports = BankTransfers.Compare([4, 8], tellers: 2, transfersEach: 3);
        Assert.Equal(8, reports.Count);
        Assert.All(reports, report => Assert.Equal((6, report.Before), (report.Transfers, report.After)));
    }

    [Fact]
    public void Tellers_who_meet_in_few_accounts_are_deadlocked_and_each_deadlock_costs_one_retry()
    {
        var report = new BankTransfers { Accounts = 2, Tellers = 4, TransfersEach = 20, Cure = DeadlockCure.Detection }.Run();
        Assert.InRange(report.Counts.Deadlocks, 1, 1_000);
        Assert.Equal(report.Counts.Deadlocks, report.Retries);
        Assert.Equal(report.Before, report.After);
    }

    [Fact]
    public void Without_a_cure_tellers_are_stuck_and_sent_home()
    {
        var report = new BankTransfers { Accounts = 2, Tellers = 4, TransfersEach = 50, Cure = DeadlockCure.None, Limit = 400.Milliseconds() }.Run();
        Assert.False(report.AreDone);
        Assert.Equal(report.Before, report.After);
    }

    [Fact]
    public void With_locks_that_exclude_nobody_money_is_lost()
    {
        // What is lost and what is made may cancel out in one run; not in twenty.
        BankReport Run(int seed)
        {
            using var locks = new LockManager(new(), new Open());
            return new BankTransfers { Accounts = 5, Tellers = 8, TransfersEach = 30, Seed = (ulong)seed }.Run(locks);
        }
        Assert.Contains(Enumerable.Range(1, 20).Select(Run), report => report.Before != report.After);
    }

    private sealed class Open : LockQueues
    {
        public override LockRequest Request(NodeId owner, string name, LockMode mode) => base.Request(owner, name, LockMode.Shared);
    }
}
