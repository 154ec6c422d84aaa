using DistLab.Coordination;
using DistLab.Protocols;
using DistLab.Simulation;
using static DistLab.Coordination.CriticalSectionEvent;

namespace DistLab.Core.Tests.Coordination;

public sealed class MutualExclusionReportTests
{
    private readonly List<TraceRow> _trace = [];

    [Fact]
    public void An_empty_trace_is_safe_and_has_no_entries()
    {
        var report = MutualExclusionReport.From(_trace);
        Assert.True(report.IsSafe);
        Assert.Equal(0, report.Entries);
        Assert.Equal((null, "only 0 of 1 entries"), (report.Fault(0), report.Fault(1)));
        Assert.True(double.IsNaN(report.MessagesPerEntry));
        Assert.Null(report.MeanWait);
    }

    [Fact]
    public void Two_inside_at_once_is_a_violation_and_names_both()
    {
        Output(1, 1, Requested);
        Output(2, 1, Entered);
        Output(3, 2, Requested);
        Output(4, 2, Entered);
        Output(5, 1, Exited);
        var report = MutualExclusionReport.From(_trace);
        Assert.Equal(report.Violations[0].ToString(), report.Fault(entries: 2));
        Assert.Equal([1, 2], report.EntryOrder.Select(node => node.Index));
        var violation = Assert.Single(report.Violations);
        Assert.Equal("P2 enters at 4 ms while P1 is inside", violation.ToString());
        Assert.False(report.IsSafe);
    }

    [Fact]
    public void One_after_the_other_is_safe_even_at_the_same_instant()
    {
        Output(1, 1, Requested);
        Output(2, 1, Entered);
        Output(2, 2, Requested);
        Output(4, 1, Exited);
        Output(4, 2, Entered);
        Assert.True(MutualExclusionReport.From(_trace).IsSafe);
    }

    [Fact]
    public void Waits_client_delay_and_synchronization_delay_are_told_apart()
    {
        Output(10, 1, Requested);
        Output(13, 1, Entered);
        Output(15, 2, Requested);
        Output(20, 1, Exited);
        Output(24, 2, Entered);
        Output(30, 2, Exited);
        Output(40, 1, Requested);
        Output(45, 1, Entered);
        var report = MutualExclusionReport.From(_trace);
        Assert.Equal([3.Milliseconds(), 9.Milliseconds(), 5.Milliseconds()], report.Waits);
        Assert.Equal([3.Milliseconds(), 5.Milliseconds()], report.ClientDelays);
        Assert.Equal([4.Milliseconds()], report.SynchronizationDelays);
        Assert.Equal(4.Milliseconds(), report.MeanClientDelay);
    }

    [Fact]
    public void Messages_are_counted_in_all_and_while_a_client_waits()
    {
        Send(1);
        Output(2, 1, Requested);
        Send(3);
        Send(4);
        Receive(4, from: 1);
        Receive(4, from: 2);
        Receive(4, from: 3);
        Receive(4, from: NodeId.Outside);
        Output(5, 1, Entered);
        Send(6);
        var report = MutualExclusionReport.From(_trace);
        Assert.Equal(4, report.Messages);
        Assert.Equal(2, Assert.Single(report.Visits).MessagesSentWhileWaiting);
        Assert.Equal(3, Assert.Single(report.Visits).MessagesWhileWaiting);
        Assert.Equal(4, report.MessagesPerEntry);
    }

    [Fact]
    public void A_client_that_gets_in_before_an_earlier_one_has_overtaken_it()
    {
        Output(1, 1, Requested);
        Output(2, 2, Requested);
        Output(3, 3, Requested);
        Output(4, 3, Entered);
        Output(5, 3, Exited);
        Output(6, 2, Entered);
        Output(7, 2, Exited);
        Output(8, 1, Entered);
        var report = MutualExclusionReport.From(_trace);
        Assert.Equal(3, report.Bypasses);
        Assert.Equal([2, 1, 0], report.Visits.Select(v => v.Overtaken));
    }

    [Fact]
    public void A_crash_ends_a_visit_and_a_wait()
    {
        Output(1, 1, Requested);
        Output(2, 1, Entered);
        Output(3, 2, Requested);
        Output(3, 3, Requested);
        Crash(4, 1);
        Crash(5, 2);
        var report = MutualExclusionReport.From(_trace);
        Assert.True(report.Visits[0].Crashed);
        Assert.Equal(Instant.FromMilliseconds(4), report.Visits[0].Left);
        Assert.Equal(new NodeId(3), Assert.Single(report.Waiting).Node);
        Assert.Empty(report.SynchronizationDelays);
    }

    [Fact]
    public void A_trace_that_lacks_its_beginning_is_refused()
    {
        Output(1, 1, Entered);
        var error = Assert.Throws<ArgumentException>(() => MutualExclusionReport.From(_trace));
        Assert.Contains("P1 enters at 1 ms without having asked", error.Message, StringComparison.Ordinal);
    }

    private void Output(int ms, int node, CriticalSectionEvent what) =>
        _trace.Add(new(Instant.FromMilliseconds(ms), TraceKind.Output, node, NodeId.Outside, 0, what));

    private void Send(int ms) =>
        _trace.Add(new(Instant.FromMilliseconds(ms), TraceKind.Send, 1, 2, ms, "message"));

    private void Receive(int ms, NodeId from) =>
        _trace.Add(new(Instant.FromMilliseconds(ms), TraceKind.Receive, 1, from, ms, "message"));

    private void Crash(int ms, int node) =>
        _trace.Add(new(Instant.FromMilliseconds(ms), TraceKind.Crash, node, NodeId.Outside, 0, null));
}
