using DistLab.Checking;
using DistLab.Models;
using DistLab.Protocols;
using DistLab.Simulation;
using FsCheck;
using FsCheck.Fluent;

namespace DistLab.Core.Tests.Models;

/// <summary>Synchronous and asynchronous systems, and what a time-out proves in each.</summary>
public sealed class InteractionModelsTests
{
    private static readonly Duration Bound = 10.Milliseconds();

    [Fact]
    public void Where_delays_are_bounded_a_time_out_finds_every_crash_and_suspects_nobody_wrongly() => Assert.Equal(
        new ProbeReport(Crashed: 500, Detected: 500, Alive: 500, WronglySuspected: 0),
        InteractionExperiment.Probe(TimeoutProbe.Proof(Bound), Delay.Uniform(Duration.Zero, Bound)));

    [Fact]
    public void Whatever_the_bound_is_the_proof_holds() => Prop.ForAll(Gen.Choose(1, 10_000).ToArbitrary(), microseconds =>
    {
        var bound = Duration.FromMicroseconds(microseconds);
        return InteractionExperiment.Probe(TimeoutProbe.Proof(bound) + new Duration(1), Delay.Uniform(Duration.Zero, bound), runs: 20).WronglySuspected == 0
            && InteractionExperiment.Probe(TimeoutProbe.Proof(bound) + new Duration(1), Delay.Constant(bound), runs: 2).WronglySuspected == 0
            && InteractionExperiment.Probe(TimeoutProbe.Proof(bound) - new Duration(1), Delay.Constant(bound), runs: 2).WronglySuspected == 1;
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(20)]
    [InlineData(100)]
    public void Where_delays_have_no_bound_the_same_time_out_is_sometimes_wrong(int milliseconds)
    {
        var report = InteractionExperiment.Probe(milliseconds.Milliseconds(), Delay.LogNormal(5.Milliseconds(), 1.5));
        Assert.Equal(report.Crashed, report.Detected);
        Assert.InRange(report.WronglySuspected, 1, report.Alive / 2);
    }

    [Fact]
    public void The_checker_which_knows_no_bounds_finds_the_run_in_which_the_living_is_called_dead()
    {
        var search = new TimeoutProbe(1.Seconds()).Check(nodes: 2, timeouts: 1)
            .Never("called dead while alive", s => s[0]?.BelievesCrashed == true && s.IsUp(1)).Run(OneWorker.Instance);
        Assert.Equal(Verdict.Violated, search["called dead while alive"].Verdict);
        Assert.DoesNotContain(search["called dead while alive"].Run.Steps, step => step.Kind == TraceKind.Crash);
    }

    [Fact]
    public void Whoever_is_believed_alive_was_alive_when_it_answered() => Assert.True(new TimeoutProbe(1.Seconds()).Check(nodes: 2, crashes: 1, timeouts: 1)
        .Within(s => s.IsUp(0))
        .Never("believed alive without an answer", s => s[0]?.BelievesCrashed == false && s.InFlight.Any(m => m.Message == ProbeMessage.AreYouAlive))
        .Run(OneWorker.Instance).Holds);

    [Fact]
    public void The_proof_takes_two_messages_and_the_making_of_the_answer()
    {
        Assert.Equal(23.Milliseconds(), TimeoutProbe.Proof(Bound, 3.Milliseconds()));
        Assert.Throws<ArgumentOutOfRangeException>(() => TimeoutProbe.Proof(-Bound));
    }
}
