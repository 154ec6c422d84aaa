using DistLab.Notebooks.SpaceTime;
using DistLab.Protocols;
using DistLab.Simulation;

namespace DistLab.Notebooks.Tests;

public class SpaceTimeFaultTests
{
    [Fact]
    public void A_pause_and_slowness_are_boxes_on_the_lifeline_from_their_begin_to_their_end()
    {
        var trace = new SampleTrace().Message(0, 1, 1, 4)
            .Row(5, TraceKind.Pause, 1).Row(20, TraceKind.Resume, 1)
            .Row(8, TraceKind.Slow, 0, Fault.Slow(0, 10)).Row(30, TraceKind.Slow, 0, Fault.Slow(0, 1))
            .Row(25, TraceKind.Pause, 2).Row(32, TraceKind.Crash, 2).Message(0, 34, 1, 38).Done();
        var picture = SpaceTimeLayoutTests.Build(trace);
        Assert.Equal(
            [(1, "paused", 5.0, 20.0), (0, "slow ×10", 8, 30), (2, "paused", 25, 32)],
            picture.Conditions.Select(box => (box.Condition.Node, box.Condition.Text, box.Condition.From!.Value / 1e6, box.Condition.To!.Value / 1e6)));
        Assert.All(picture.Conditions, box => Assert.Equal(picture.Scale.Y(box.Condition.From!.Value), box.From));
        Assert.Contains(picture.Labels, label => label.Text == "paused");
        Assert.Contains(picture.Labels, label => label.Text == "slow ×10");
        // Neither is an event of the node.
        Assert.DoesNotContain(picture.Points, point => point.At == Instant.FromMilliseconds(5).Nanoseconds);
    }

    [Fact]
    public void A_Byzantine_node_has_a_crooked_lifeline_and_only_while_it_lies()
    {
        var trace = new SampleTrace().Message(0, 1, 1, 4)
            .Row(10, TraceKind.Byzantine, 1, Fault.Byzantine(1, ByzantineBehaviour.Equivocate))
            .Row(30, TraceKind.Byzantine, 1, Fault.Byzantine(1, ByzantineBehaviour.Correct)).Message(1, 35, 0, 39).Done();
        var picture = SpaceTimeLayoutTests.Build(trace);
        Assert.Equal([false, true, false], picture.Lifelines.Where(line => line.Node == 1).Select(line => line.IsCrooked));
        Assert.Equal([false], picture.Lifelines.Where(line => line.Node == 0).Select(line => line.IsCrooked));
        Assert.Contains(picture.Labels, label => label.Text == "Byzantine: equivocates");
        Assert.Contains("P1 from 10 ms to 30 ms: Byzantine: equivocates.", SpaceTimeDiagram.Of(trace).ToString().Replace('\u00A0', ' '));
    }

    [Fact]
    public void A_message_stopped_by_a_cut_in_one_direction_ends_at_the_strip_beside_its_sender()
    {
        var trace = new SampleTrace().Message(0, 1, 2, 4)
            .Row(10, TraceKind.Network, NodeId.Outside, Fault.Cut([0], [1, 2])).Lost(0, 12, 2, 16).Message(2, 13, 0, 18)
            .Row(20, TraceKind.Network, NodeId.Outside, Fault.Mend()).Message(0, 30, 1, 33).Done();
        var picture = SpaceTimeLayoutTests.Build(trace);
        var strip = Assert.Single(picture.LinkCuts);
        Assert.Equal((0, "1 2"), (strip.Sender, string.Join(' ', strip.Receivers)));
        Assert.Equal((picture.Scale.Y(10_000_000), picture.Scale.Y(20_000_000)), (strip.From, strip.To));
        var lost = Assert.Single(picture.Arrows, arrow => arrow.End == ArrowEnd.Cross);
        Assert.Equal(strip.X - 10, lost.Path[^1].X, 6);
        Assert.InRange(lost.Path[^1].Y, strip.From, strip.To);
        Assert.Contains(picture.Labels, label => label.Text == "cut → P1, P2");
        Assert.Contains("No message passes from P0 to P1 and P2 from 10 ms to 20 ms.", SpaceTimeDiagram.Of(trace).ToString().Replace('\u00A0', ' '));
    }

    [Fact]
    public void A_cut_both_ways_has_a_strip_on_either_side_and_healing_ends_it()
    {
        var trace = new SampleTrace().Message(0, 1, 1, 4)
            .Row(10, TraceKind.Network, NodeId.Outside, Fault.Cut(LinkSet.Between(0, 1))).Row(20, TraceKind.Heal, NodeId.Outside, Fault.Heal).Message(0, 30, 1, 33).Done();
        var strips = SpaceTimeLayoutTests.Build(trace).LinkCuts;
        Assert.Equal([(0, 1, 20_000_000L), (1, 0, 20_000_000L)], strips.Select(strip => (strip.Sender, strip.Receivers.Single(), strip.Ends!.Value)));
    }

    [Fact]
    public void A_corrupted_message_bears_a_mark_and_what_it_became()
    {
        var trace = new SampleTrace().Corrupted(0, 1, 1, 9, new SampleTrace.Grant(4), new SampleTrace.Grant(5)).Message(1, 20, 0, 28).Done();
        var picture = SpaceTimeLayoutTests.Build(trace);
        var arrow = Assert.Single(picture.Arrows, arrow => arrow.Corruption is not null);
        Assert.Equal("grant ≠ grant", arrow.Text);
        Assert.Equal("grant 4 ≠ grant 5", SpaceTimeLayoutTests.Build(trace, new() { MessageLabel = content => content is SampleTrace.Grant grant ? $"grant {grant.Number}" : "request" }).Arrows[0].Text);
        Assert.Contains("1 corrupted", SpaceTimeDiagram.Of(trace).ToString());
        Assert.Contains("◇: corrupted message.", SpaceTimeDiagram.Of(trace).ToSvg());
    }

    [Fact]
    public void What_happens_to_messages_from_some_time_on_is_said_in_a_row_of_its_own()
    {
        var trace = new SampleTrace().Message(0, 1, 1, 4).Row(10, TraceKind.Network, NodeId.Outside, Fault.Lose(0.25))
            .Row(11, TraceKind.Network, NodeId.Outside, Fault.LoseMessage(0, 1)).Row(12, TraceKind.ClockFault, 1, Fault.ClockStep(1, 3.Seconds())).Message(0, 30, 1, 33).Done();
        var picture = SpaceTimeLayoutTests.Build(trace);
        Assert.Equal(["Lose 25 % of all links"], picture.Notices.Select(notice => notice.Text));
        Assert.Contains(picture.Labels, label => label.Text == "Lose 25 % of all links");
        Assert.Contains(picture.Labels, label => label.Text == "clock steps by 3 s");
        // A fault is no event in Lamport's sense.
        Assert.All(picture.History.Steps.Where(step => step.At == 12_000_000), step => Assert.Equal(0, step.Lamport));
    }

    [Fact]
    public void Both_drawings_of_a_run_full_of_faults_are_made_and_states_are_not_drawn()
    {
        var sample = new SampleTrace();
        for (var i = 0; i < 12; i++)
            sample.Message(i % 3, i * 5, (i + 1) % 3, (i * 5) + 4).Row(i * 5, TraceKind.State, i % 3, new SampleTrace.Grant(i));
        var trace = sample.Row(3, TraceKind.Pause, 2).Row(17, TraceKind.Network, NodeId.Outside, Fault.Cut(1, 0)).Row(30, TraceKind.Byzantine, 0, Fault.Byzantine(0, ByzantineBehaviour.Silent)).Done();
        var diagram = SpaceTimeDiagram.Of(trace);
        Assert.StartsWith("<svg", diagram.ToSvg());
        Assert.Contains("\"Byzantine\"", diagram.ToPlotlyJson());
        Assert.Equal(SpaceTimeLayoutTests.Build(trace).Points.Count, SpaceTimeLayoutTests.Build(trace).Points.Count(point => point.Steps.All(step => step.Trigger != TraceKind.State)));
    }
}
