using DistLab.Checking;
using DistLab.Coordination;
using DistLab.Core.Tests.Checking;
using DistLab.Protocols;
using DistLab.Simulation;

namespace DistLab.Core.Tests.Coordination.Locks;

public sealed class LockServiceTests
{
    private static readonly LockMachine Machine = new();

    [Fact]
    public void A_lock_is_held_by_one_and_every_grant_has_a_greater_token()
    {
        var (table, first) = Machine.Apply(Machine.Initial, new LockCommand.Acquire("a", 1));
        Assert.Equal(new LockResult(true, new(1, 1)), first);
        Assert.Equal((table, new LockResult(false, new(1, 1))), Machine.Apply(table, new LockCommand.Acquire("a", 2)));
        Assert.Equal(new LockResult(true, new(2, 1)), Machine.Apply(table, new LockCommand.Acquire("a", 1)).Result);
        (table, var other) = Machine.Apply(table, new LockCommand.Acquire("b", 2));
        Assert.Equal(2, other.Grant!.Token);
        (table, _) = Machine.Apply(table, new LockCommand.Release("a", 1));
        Assert.Equal(3, Machine.Apply(table, new LockCommand.Acquire("a", 2)).Result.Grant!.Token);
    }

    [Fact]
    public void Only_the_grant_that_was_seen_expires_and_not_one_that_was_renewed()
    {
        var (table, granted) = Machine.Apply(Machine.Initial, new LockCommand.Acquire("a", 1));
        var (renewed, _) = Machine.Apply(table, new LockCommand.Renew("a", 1));
        Assert.Equal(renewed, Machine.Apply(renewed, new LockCommand.Expire("a", granted.Grant!)).Machine);
        Assert.Empty(Machine.Apply(table, new LockCommand.Expire("a", granted.Grant!)).Machine.Held);
        Assert.Equal(renewed, Machine.Apply(renewed, new LockCommand.Release("a", 7)).Machine);
        Assert.False(Machine.Apply(Machine.Initial, new LockCommand.Renew("a", 1)).Result.IsDone);
        Assert.Equal(new LockResult(true, null), Machine.Apply(Machine.Initial, new LockCommand.Look("a")).Result);
    }

    [Fact]
    public void Without_faults_everybody_gets_the_lock_again_and_again_and_nothing_is_lost()
    {
        foreach (var isFenced in (bool[])[true, false])
        {
            var trial = new LockTrial(isFenced);
            for (var seed = 1UL; seed <= 10; seed++)
            {
                var run = trial.Scenario(seed).Prepare();
                run.RunUntil(Instant.Zero + 4.Seconds());
                // A write that the network delivers twice changes nothing the second time.
                var writers = LockTrial.Writers(run).Distinct().Count();
                Assert.True(writers >= 8);
                Assert.Equal(writers, trial.FileOf(run).Content);
                Assert.Equal(3, run.Trace.Where(row => row.Content is LockClient.Acquired).Select(row => row.Node).Distinct().Count());
            }
        }
    }

    [Fact]
    public void A_paused_holder_overwrites_what_its_successor_wrote_unless_the_file_looks_at_tokens()
    {
        var broken = LockTrial.PausedHolder(isFenced: false);
        Assert.Contains(LockTrial.Writers(broken).Zip(LockTrial.Writers(broken).Skip(1)), pair => pair.First > pair.Second);
        var fenced = LockTrial.PausedHolder(isFenced: true);
        Assert.DoesNotContain(LockTrial.Writers(fenced).Zip(LockTrial.Writers(fenced).Skip(1)), pair => pair.First > pair.Second);
        Assert.Contains(fenced.Trace, row => row.Content is FencedFile.Written { IsDone: false });
    }

    [Fact]
    public void Faults_break_a_lock_without_fencing_and_the_failure_shrinks_to_one_pause()
    {
        var failure = new LockTrial(isFenced: false).Search(1..60);
        Assert.NotNull(failure);
        var shrunk = failure.Shrink();
        Assert.True(shrunk.Scenario.Faults.Count is >= 1 and <= 4, shrunk.ToString());
        Assert.Contains(shrunk.Scenario.Faults, planned => planned.Fault.Kind == FaultKind.Pause);
    }

    [Fact]
    public void No_fault_breaks_a_lock_with_fencing() => Assert.Null(new LockTrial(isFenced: true).Search(1..60));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Every_order_of_few_timeouts_is_searched_and_without_fencing_one_overwrites_a_later_holder(bool isFenced)
    {
        var result = new LockTrial(isFenced, servers: 1, clients: 2).Check().Run(Cores.All);
        Assert.Equal(isFenced ? Verdict.Holds : Verdict.Violated, result["an older holder writes after a later one"].Verdict);
        if (isFenced)
            Assert.Equal((SearchEnd.Complete, true), (result.End, result.Holds));
    }

    [Fact]
    public void The_same_seed_gives_the_same_run_to_the_bit() =>
        Assert.Equal(LockTrial.PausedHolder(true).Trace.Digest(), LockTrial.PausedHolder(true).Trace.Digest());
}
