using DistLab.Checking;
using DistLab.Coordination;
using DistLab.Protocols;

namespace DistLab.Notebooks.Tests;

public sealed class ModelCheckingTests
{
    private static readonly Workload OneVisit = Workload.Closed(1.Milliseconds(), 1.Milliseconds(), entries: 1);

    [Fact]
    public void A_violation_shows_itself_in_a_red_box_and_as_a_diagram()
    {
        var report = Check(new NoMutex(OneVisit), nodes: 2).Run();
        Assert.False(report.Holds);
        Assert.Contains("class=\"dlx box fail\"", report.ToHtml(), StringComparison.Ordinal);
        Assert.Contains("✗ two inside: violated after 2 steps", report.ToString(), StringComparison.Ordinal);
        var svg = report.Diagram().ToSvg();
        Assert.Contains("two inside: violated after 2 steps", svg, StringComparison.Ordinal);
        Assert.Contains("Violated: two inside", svg, StringComparison.Ordinal);
        Assert.Equal(2, report.Counterexample.Steps.Count);
    }

    [Fact]
    public void What_holds_shows_itself_in_a_green_box_without_a_diagram()
    {
        var report = Check(new TokenRingMutex(3, OneVisit), nodes: 3).Run();
        Assert.Contains("class=\"dlx box pass\"", report.ToHtml(), StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => report.Diagram());
        Assert.Contains("class=\"dlx box open\"", Check(new TokenRingMutex(3, OneVisit), nodes: 3).UpToSteps(2).Run().ToHtml(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_loop_is_marked_in_the_diagram()
    {
        var endless = Workload.Closed(1.Milliseconds(), 1.Milliseconds());
        var report = new TokenRingMutex(2, endless).Check(nodes: 2).Eventually("rest", state => state.InFlight.Count == 0 && state.States.All(client => client.EntriesLeft == 0)).Run();
        Assert.Contains("Again and again, for ever", report.Diagram().ToSvg(), StringComparison.Ordinal);
    }

    [Fact]
    public void All_cores_find_what_one_finds()
    {
        var check = Check(new CentralServerMutex(OneVisit, lease: 1.Seconds()), nodes: 4);
        Assert.Equal(check.Run(Cores.UpTo(1)).ToString(), check.Run(Cores.All).ToString());
        Assert.Equal(check.Run(OneWorker.Instance).Counterexample.ToString(), check.Run().Counterexample.ToString());
    }

    [Fact]
    public void A_watch_tells_how_far_a_search_has_come()
    {
        var watch = new SearchWatch();
        var changes = 0;
        watch.PropertyChanged += (_, _) => changes++;
        var report = Check(new CentralServerMutex(OneVisit, lease: 1.Seconds()), nodes: 4).FindAll().Run(watch);
        Assert.Equal(report.States, watch.Last.States);
        Assert.InRange(changes, 2, int.MaxValue);
        Assert.Contains(" states, ", watch.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_condition_throws_is_told_as_by_one_worker()
    {
        var check = new CentralServerMutex(OneVisit).Check(nodes: 4).Always("broken", state => state.States.Count > 9 ? true : throw new FormatException("no number"));
        Assert.Contains("The property \"broken\" cannot be told", Assert.Throws<InvalidOperationException>(() => check.Run()).Message, StringComparison.Ordinal);
    }

    private static ProtocolCheck<TState, MutexMessage, Nothing> Check<TState>(MutualExclusion<TState> protocol, int nodes)
        where TState : MutexState =>
        protocol.Check(nodes).Never("two inside", state => state.States.Count(client => client.Phase == MutexPhase.Held) > 1);
}
