using DistLab.Coordination;
using DistLab.Notebooks.SpaceTime;
using DistLab.Protocols;
using DistLab.Simulation;

namespace DistLab.Notebooks.Tests;

public sealed class SpaceTimeLayoutTests
{
    public static TheoryData<int> Seeds => [141, .. Enumerable.Range(1, 60)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void No_two_labels_overlap_and_none_lies_over_a_lifeline_or_a_cross(int seed)
    {
        var picture = Build(SampleTrace.Random(seed), Everything);
        var boxes = picture.Labels.Select(label => (label.Text, label.Box)).ToList();
        for (var i = 0; i < boxes.Count; i++)
        {
            Assert.InRange(boxes[i].Box.Left, Frame.AxisX, 720);
            Assert.InRange(boxes[i].Box.Right, Frame.AxisX, 718);
            for (var j = 0; j < i; j++)
                Assert.False(boxes[i].Box.Overlaps(boxes[j].Box), $"'{boxes[i].Text}' and '{boxes[j].Text}' overlap.");
        }
        var opened = picture.Bands.SelectMany(band => PictureBuilder.LabelLines(band.Violation)).Append("Partition").ToHashSet();
        foreach (var (text, box) in boxes.Where(label => !opened.Contains(label.Text)))
        {
            Assert.DoesNotContain(picture.Columns.X, x => box.Left < x && x < box.Right);
            Assert.DoesNotContain(picture.Arrows.Where(arrow => arrow.End == ArrowEnd.Cross), arrow => Covers(box, arrow.Path[^1]));
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Every_arrow_points_forward_in_time(int seed)
    {
        var picture = Build(SampleTrace.Random(seed), Everything);
        Assert.NotEmpty(picture.Arrows);
        foreach (var arrow in picture.Arrows.Where(arrow => arrow.Flight.From != arrow.Flight.To))
        {
            Assert.True(arrow.Path[^1].Y >= arrow.Path[0].Y, $"{arrow.Text} points back.");
            if (arrow.Flight.SentAt < arrow.Flight.EndAt)
                Assert.True(arrow.Path[^1].Y > arrow.Path[0].Y, $"{arrow.Text} is flat though it took time.");
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void What_is_later_stands_lower_and_events_of_one_node_stand_apart(int seed)
    {
        var points = Build(SampleTrace.Random(seed), Everything).Points.OrderBy(point => point.At).ToList();
        foreach (var (earlier, later) in points.Zip(points.Skip(1)))
            Assert.True(earlier.At == later.At ? earlier.Y == later.Y : earlier.Y < later.Y);
        foreach (var ofNode in points.GroupBy(point => point.Node))
        {
            foreach (var (earlier, later) in ofNode.Zip(ofNode.Skip(1)))
                Assert.True(later.Y - earlier.Y >= TimeScale.Pitch - 1e-9);
        }
    }

    [Fact]
    public void A_crash_ends_a_lifeline_and_a_restart_begins_another()
    {
        var trace = new SampleTrace().Message(0, 1, 1, 4).Row(6, TraceKind.Crash, 1).Row(20, TraceKind.Restart, 1).Message(0, 25, 1, 29).Done();
        var picture = Build(trace);
        var lines = picture.Lifelines.Where(line => line.Node == 1).ToList();
        Assert.Equal(2, lines.Count);
        Assert.Equal(picture.Scale.Y(Instant.FromMilliseconds(6).Nanoseconds), lines[0].To);
        Assert.Equal(picture.Scale.Y(Instant.FromMilliseconds(20).Nanoseconds), lines[1].From);
        Assert.True(lines[1].From > lines[0].To);
        Assert.Single(picture.Lifelines, line => line.Node == 0);
    }

    [Fact]
    public void A_node_that_stays_down_has_no_lifeline_after_its_crash()
    {
        var picture = Build(new SampleTrace().Message(0, 1, 1, 4).Row(6, TraceKind.Crash, 1).Row(30, TraceKind.Timer, 0, "tick").Done());
        var line = Assert.Single(picture.Lifelines, line => line.Node == 1);
        Assert.True(line.To < picture.Bottom - 20);
    }

    [Fact]
    public void A_lost_message_ends_in_a_cross_on_its_way()
    {
        var picture = Build(new SampleTrace().Lost(0, 1, 1, 5).Message(0, 6, 1, 10).Done());
        var lost = Assert.Single(picture.Arrows, arrow => arrow.End == ArrowEnd.Cross);
        Assert.InRange(lost.Path[^1].X, picture.Columns.X[0] + 10, picture.Columns.X[1] - 10);
    }

    [Fact]
    public void A_message_to_a_node_that_is_down_ends_just_before_its_line()
    {
        var picture = Build(new SampleTrace().Row(1, TraceKind.Crash, 1).Lost(0, 2, 1, 6).Done());
        var lost = Assert.Single(picture.Arrows, arrow => arrow.End == ArrowEnd.Cross);
        Assert.InRange(lost.Path[^1].X, picture.Columns.X[1] - 10, picture.Columns.X[1] - 4);
    }

    [Fact]
    public void A_message_across_a_cut_ends_at_the_strip_within_the_time_of_the_cut()
    {
        var trace = new SampleTrace().Message(0, 1, 1, 4).Message(2, 1, 3, 4)
            .Row(10, TraceKind.Partition, NodeId.Outside, Fault.Partition([[0, 2], [1, 3]]))
            .Lost(0, 12, 3, 16).Lost(1, 18, 2, 22).Row(20, TraceKind.Heal, NodeId.Outside, Fault.Heal).Message(0, 30, 3, 33).Done();
        var picture = Build(trace);
        Assert.Equal([0, 2, 1, 3], picture.Columns.Nodes);
        var strip = Assert.Single(picture.Strips);
        var lost = picture.Arrows.Where(arrow => arrow.End == ArrowEnd.Cross).ToList();
        Assert.Equal(2, lost.Count);
        Assert.All(lost, arrow => Assert.Equal(10, Math.Abs(arrow.Path[^1].X - strip.X), 6));
        Assert.All(lost, arrow => Assert.InRange(arrow.Path[^1].Y, strip.From, strip.To));
        Assert.Equal(2, picture.Sides.Count);
    }

    [Fact]
    public void A_copy_begins_where_its_original_began_even_when_equal_messages_go_the_other_way()
    {
        var trace = new SampleTrace().Message(1, 2, 0, 6).Message(0, 2, 1, 5).Copy(0, 2, 1, 9).Done();
        var copy = Assert.Single(Build(trace).Arrows, arrow => arrow.Flight.IsCopy);
        Assert.Equal((0, 1), (copy.Flight.From, copy.Flight.To));
        Assert.Equal(Fate.Delivered, copy.Flight.Fate);
        Assert.Equal(Instant.FromMilliseconds(2).Nanoseconds, copy.Flight.SentAt);
    }

    [Fact]
    public void Outputs_of_a_critical_section_become_a_bar_that_a_crash_ends()
    {
        var trace = new SampleTrace().Row(1, TraceKind.Output, 0, CriticalSectionEvent.Requested).Row(5, TraceKind.Output, 0, CriticalSectionEvent.Entered)
            .Row(9, TraceKind.Output, 0, CriticalSectionEvent.Exited).Row(12, TraceKind.Output, 1, CriticalSectionEvent.Entered).Row(15, TraceKind.Crash, 1).Message(0, 16, 2, 20).Done();
        var picture = Build(trace);
        Assert.Equal([(0, 5.0, 9.0), (1, 12.0, 15.0)], picture.History.Bars.Select(bar => (bar.Node, bar.From!.Value / 1e6, bar.To!.Value / 1e6)));
        Assert.Contains(picture.Labels, label => label.Text == "requested");
        Assert.DoesNotContain(picture.Labels, label => label.Text == "entered");
        Assert.Contains(picture.Labels, label => label.Text == "in CS");
    }

    [Fact]
    public void Overlapping_bars_are_found_as_one_violation_with_the_nodes_in_it()
    {
        var trace = new SampleTrace().Row(1, TraceKind.Output, 0, CriticalSectionEvent.Entered).Row(5, TraceKind.Output, 2, CriticalSectionEvent.Entered)
            .Row(8, TraceKind.Output, 0, CriticalSectionEvent.Exited).Row(11, TraceKind.Output, 2, CriticalSectionEvent.Exited)
            .Row(12, TraceKind.Output, 1, CriticalSectionEvent.Entered).Row(13, TraceKind.Output, 1, CriticalSectionEvent.Exited).Done();
        var options = new DiagramOptions();
        var violation = Assert.Single(BarOverlaps.Find(HistoryReader.Read(trace, options.Bars, options.Hidden, false), options));
        Assert.Equal((5.0, 8.0), (violation.From / 1e6, violation.To / 1e6));
        Assert.Equal([0, 2], violation.Nodes);
        Assert.Equal("Violation: P0 and P2 in CS at once for 3 ms", violation.Text);
    }

    [Fact]
    public void Logical_clocks_are_those_of_the_textbook()
    {
        // Coulouris et al., 5th ed., figures 14.5 to 14.7: p1 does a, b; b sends m1 to p2, which receives as c, sends m2 as d; p3 does e, receives as f.
        var trace = new SampleTrace().Row(1, TraceKind.Output, 0, "a").Message(0, 2, 1, 4, "m1").Message(1, 6, 2, 9, "m2").Row(1.5, TraceKind.Output, 2, "e").Done();
        var steps = HistoryReader.Read(trace, [], new HashSet<TraceKind>(), vectors: true).Steps;
        Assert.Equal([1, 1, 2, 3, 4, 5], steps.Select(step => step.Lamport));
        Assert.Equal(["1,0,0", "0,0,1", "2,0,0", "2,1,0", "2,2,0", "2,2,2"], steps.Select(step => string.Join(',', step.Vector!)));
    }

    [Fact]
    public void A_message_that_leaves_the_window_ends_at_its_edge_and_one_that_enters_begins_there()
    {
        var trace = new SampleTrace().Message(0, 1, 1, 12).Message(1, 14, 0, 30).Row(20, TraceKind.Timer, 0, "tick").Done();
        var picture = Build(trace, new() { From = Ns(10), To = Ns(20) });
        Assert.Equal(2, picture.Arrows.Count);
        Assert.Equal(picture.Top, picture.Arrows[0].Path[0].Y);
        Assert.Equal(ArrowEnd.Head, picture.Arrows[0].End);
        Assert.Equal(picture.Bottom, picture.Arrows[1].Path[^1].Y);
        Assert.Equal(ArrowEnd.Edge, picture.Arrows[1].End);
    }

    [Fact]
    public void At_most_four_kinds_have_a_colour_and_a_kind_keeps_it_in_every_window()
    {
        var sample = new SampleTrace();
        string[] kinds = ["rare", "one", "two", "three", "four"];
        for (var i = 0; i < 41; i++)
            sample.Message(0, i * 4, 1, (i * 4) + 3, i == 0 ? kinds[0] : kinds[1 + (i % 4)]);
        var trace = sample.Done();
        var whole = Build(trace);
        Assert.Equal("rare", whole.Kinds.Names[4]);
        Assert.Equal(4, whole.Arrows.Select(arrow => MessageKinds.PaintOf(arrow.Kind)).Where(paint => paint != Drawing.Paint.Muted).Distinct().Count());
        var part = Build(trace, new() { From = Ns(80), To = Ns(90) });
        Assert.All(part.Arrows, arrow => Assert.Equal(whole.Arrows.Single(other => other.Flight.SendRow == arrow.Flight.SendRow).Kind, arrow.Kind));
    }

    [Fact]
    public void Idle_time_is_shortened_and_the_axis_says_so()
    {
        var picture = Build(new SampleTrace().Message(0, 1, 1, 3).Message(1, 5, 0, 7).Message(0, 60_000, 1, 60_002).Done());
        Assert.Single(picture.Scale.Breaks);
        Assert.True(picture.Bottom - picture.Top < 400);
        Assert.Contains(TimeTicks.For(picture).Marks, mark => mark.Text == "60");
    }

    internal static Picture Build(Trace trace, DiagramOptions? options = null)
    {
        options ??= new();
        return PictureBuilder.Build(HistoryReader.Read(trace, options.Bars, options.Hidden, options.Clocks == ClockKind.Vector), options);
    }

    private static DiagramOptions Everything => new()
    {
        Clocks = ClockKind.Lamport,
        Violations = [new(Ns(8), Ns(15), "Violation: a text that says what was wrong in this run", "and why", [])],
    };

    private static long Ns(double milliseconds) => Instant.FromMilliseconds(milliseconds).Nanoseconds;

    private static bool Covers(Box box, (double X, double Y) point) => box.Left < point.X && point.X < box.Right && box.Top < point.Y && point.Y < box.Bottom;
}
