using System.Text.Json;
using System.Xml.Linq;
using DistLab.Coordination;
using DistLab.Protocols;
using DistLab.Simulation;

namespace DistLab.Notebooks.Tests;

public sealed class SpaceTimeDiagramTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    [Fact]
    public void Both_renderings_are_well_formed_whatever_the_run()
    {
        for (var seed = 1; seed <= 30; seed++)
        {
            var diagram = SpaceTimeDiagram.Of(SampleTrace.Random(seed)).WithVectorClocks().OverlapsAreViolations();
            Assert.Equal(Svg + "svg", XDocument.Parse(diagram.ToSvg()).Root!.Name);
            using var json = JsonDocument.Parse(diagram.ToPlotlyJson());
            Assert.True(json.RootElement.GetProperty("data").GetArrayLength() > 1);
        }
    }

    [Fact]
    public void The_same_trace_gives_the_same_bytes()
    {
        var (one, other) = (SampleTrace.Random(7), SampleTrace.Random(7));
        Assert.Equal(SpaceTimeDiagram.Of(one).ToSvg(), SpaceTimeDiagram.Of(other).ToSvg());
        Assert.Equal(SpaceTimeDiagram.Of(one).ToPlotlyJson(), SpaceTimeDiagram.Of(other).ToPlotlyJson());
        Assert.NotEqual(SpaceTimeDiagram.Of(one).ToSvg(), SpaceTimeDiagram.Of(SampleTrace.Random(8)).ToSvg());
    }

    [Fact]
    public void A_real_run_is_drawn_with_all_its_messages()
    {
        var workload = Workload.Closed(Delay.Exponential(20.Milliseconds()), 5.Milliseconds(), 2);
        var run = new CentralServerMutex(workload).Simulate(4, 1, Delay.Uniform(1.Milliseconds(), 4.Milliseconds()), Trace.KeepAll());
        run.RunUntil(Instant.FromMilliseconds(200));
        var svg = SpaceTimeDiagram.Of(run.Trace).ToSvg();
        Assert.Equal(6, Texts(svg).Count(text => text.StartsWith("grant", StringComparison.Ordinal)));
        Assert.Contains("18 messages: 6 request, 6 grant and 6 release; none lost.", svg);
        Assert.Contains("in CS", Texts(svg));
    }

    [Fact]
    public void A_crash_and_a_loss_are_red_crosses_and_told_in_words()
    {
        var svg = SpaceTimeDiagram.Of(new SampleTrace().Lost(0, 1, 1, 5).Row(8, TraceKind.Crash, 1).Message(0, 10, 2, 12).Done()).ToSvg();
        var crosses = XDocument.Parse(svg).Descendants(Svg + "path").Where(path => (string?)path.Attribute("class") == "sbad" && path.Attribute("stroke-linecap") is not null);
        Assert.Equal(2, crosses.Count());
        Assert.Contains("crash", Texts(svg));
        Assert.Contains("2 messages: 2 request; 1 lost. P1 crashes at 8 ms.", svg.Replace('\u00A0', ' '));
    }

    [Fact]
    public void An_empty_trace_gives_a_figure_that_says_so()
    {
        var diagram = SpaceTimeDiagram.Of(Trace.KeepAll());
        Assert.Contains("Nothing happened in this run, or nothing of it was selected.", Texts(diagram.ToSvg()));
        Assert.NotNull(JsonDocument.Parse(diagram.ToPlotlyJson()));
        var elsewhere = SpaceTimeDiagram.Of(new SampleTrace().Message(0, 1, 1, 3).Done()).Nodes(7);
        Assert.Contains("Nothing to show", elsewhere.ToString());
    }

    [Fact]
    public void A_single_node_and_a_single_instant_are_drawn()
    {
        var svg = SpaceTimeDiagram.Of(new SampleTrace().Row(0, TraceKind.Timer, 0, new SampleTrace.TimeoutTimer()).Done()).ToSvg();
        Assert.Contains("timeout timer", Texts(svg));
        Assert.Contains("P0", Texts(svg));
    }

    [Fact]
    public void Of_more_nodes_than_fit_the_busiest_are_shown_and_the_footer_says_so()
    {
        var sample = new SampleTrace();
        for (var node = 0; node < 40; node++)
            sample.Message(node, node, (node + 1) % 40, node + 3);
        sample.Message(39, 50, 38, 55);
        var svg = SpaceTimeDiagram.Of(sample.Done()).ToSvg();
        Assert.Contains("Shows the 30 busiest nodes; 10 nodes left out.", svg);
        Assert.Contains("P39", Texts(svg));
        Assert.DoesNotContain("P37", Texts(svg));
    }

    [Fact]
    public void A_long_trace_is_cut_and_the_footer_says_what_is_left_out()
    {
        var sample = new SampleTrace();
        for (var i = 0; i < 500; i++)
            sample.Message(i % 2, i * 2, (i + 1) % 2, (i * 2) + 1.5);
        var svg = SpaceTimeDiagram.Of(sample.Done()).ToSvg();
        Assert.Contains("Shows 240 events", svg);
        Assert.Contains("760 later ones", svg);
        Assert.Contains("980 earlier ones", SpaceTimeDiagram.Of(sample.Done()).Last(20).ToSvg());
        Assert.Contains("no longer has", SpaceTimeDiagram.Of(sample.Done(keepLast: 64)).ToSvg());
    }

    [Fact]
    public void A_window_and_a_choice_of_nodes_leave_the_rest_out()
    {
        var trace = new SampleTrace().Message(0, 1, 1, 3, "early").Message(0, 11, 2, 13, "hidden").Message(0, 12, 1, 15, "inside").Message(1, 31, 0, 33, "late").Done();
        var texts = Texts(SpaceTimeDiagram.Of(trace).Between(Instant.FromMilliseconds(10), Instant.FromMilliseconds(20)).Nodes(0, 1).ToSvg());
        Assert.Contains("inside", texts);
        Assert.DoesNotContain("early", texts);
        Assert.DoesNotContain("late", texts);
        Assert.DoesNotContain("P2", texts);
        Assert.Contains("1 message to or from other nodes not shown", string.Join(' ', texts));
    }

    [Fact]
    public void Kinds_and_labels_are_words()
    {
        var trace = new SampleTrace().Message(0, 1, 1, 9, new SampleTrace.AppendEntries(1, 2)).Message(1, 15, 0, 25, new SampleTrace.HeartbeatMessage()).Row(30, TraceKind.Output, 0, new SampleTrace.Grant(4)).Done();
        var texts = Texts(SpaceTimeDiagram.Of(trace).ToSvg());
        Assert.Contains("append entries", texts);
        Assert.Contains("heartbeat", texts);
        Assert.Contains("grant 4", texts);
        var own = Texts(SpaceTimeDiagram.Of(trace).MessageLabels(message => $"<{message.GetType().Name}>").NodeNames(node => $"node {node.Index}").ToSvg());
        Assert.Contains("<HeartbeatMessage>", own);
        Assert.Contains("node 1", own);
    }

    [Fact]
    public void A_bar_of_ones_own_takes_the_place_of_the_critical_section()
    {
        var trace = new SampleTrace().Row(1, TraceKind.Output, 0, "leader").Row(9, TraceKind.Output, 0, "follower").Message(0, 2, 1, 5).Done();
        var texts = Texts(SpaceTimeDiagram.Of(trace).Bar("leads", content => content is "leader", content => content is "follower").ToSvg());
        Assert.Contains("leads", texts);
        Assert.DoesNotContain("leader", texts);
    }

    [Fact]
    public void A_violation_is_a_band_with_its_words()
    {
        var trace = new SampleTrace().Message(0, 1, 1, 5).Row(6, TraceKind.Output, 0, CriticalSectionEvent.Entered).Row(20, TraceKind.Output, 0, CriticalSectionEvent.Exited).Done();
        var svg = SpaceTimeDiagram.Of(trace).Violation(Instant.FromMilliseconds(8), Instant.FromMilliseconds(16), "Violation: two & more", "since <nobody> asked").ToSvg();
        Assert.Contains("Violation: two & more", Texts(svg));
        Assert.Contains("since <nobody> asked", Texts(svg));
        Assert.Contains("fbadt", svg);
        Assert.Contains("sonbad", svg);
        Assert.Contains("From 8 ms to 16 ms: Violation: two &amp; more.", svg.Replace('\u00A0', ' '));
    }

    [Fact]
    public void Events_of_a_kind_can_be_left_out()
    {
        var trace = new SampleTrace().Message(0, 1, 1, 5).Row(8, TraceKind.Timer, 1, "tick").Done();
        Assert.Contains("tick", Texts(SpaceTimeDiagram.Of(trace).ToSvg()));
        Assert.DoesNotContain("tick", Texts(SpaceTimeDiagram.Of(trace).Without(TraceKind.Timer).ToSvg()));
    }

    [Fact]
    public void Arguments_out_of_range_are_refused()
    {
        var diagram = SpaceTimeDiagram.Of(Trace.KeepAll());
        Assert.Throws<ArgumentOutOfRangeException>(() => diagram.Last(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => diagram.First(5000));
        Assert.Throws<ArgumentException>(() => diagram.Between(Instant.FromSeconds(2), Instant.FromSeconds(1)));
        Assert.Throws<ArgumentException>(() => diagram.Violation(Instant.FromSeconds(2), Instant.FromSeconds(1), "x"));
        Assert.Throws<ArgumentException>(() => diagram.Save("x.png"));
    }

    private static List<string> Texts(string svg) => [.. XDocument.Parse(svg).Descendants(Svg + "text").Select(text => text.Value)];
}
