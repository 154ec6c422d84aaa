using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using DistLab.Checking;

namespace DistLab.Notebooks.Tests;

public sealed class OperationTimelineTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    private static readonly History Roaming = new HistoryBuilder().Invoke(0, Call.Write("x", 1)).Return(0).Invoke(1, Call.Read("x")).Return(1, 1)
        .Invoke(1, Call.Write("y", 2)).Return(1).Invoke(2, Call.Read("y")).Return(2, 2).Invoke(2, Call.Read("x")).Return(2, 0).ToHistory();

    [Fact]
    public void A_violation_marks_what_contradicts_crosses_what_has_no_place_and_says_why()
    {
        var svg = OperationTimeline.Of(TimelineSamples.Stale).ToSvg();
        Assert.Contains("Not linearizable: read() → 1 of client 2 has no place", Texts(svg));
        Assert.Contains("in every order that fits so far it would have answered 2", string.Join(' ', Texts(svg)));
        Assert.Contains("returned before the call", Texts(svg));
        Assert.Single(Bars(svg), bar => (string?)bar.Attribute("stroke") == "#C3152F");
        Assert.Equal(2, Bars(svg).Count(bar => (string?)bar.Attribute("stroke") == "#1C212B"));
        // The smallest prefix ends before the last write.
        Assert.DoesNotContain("write(3)", Texts(svg));
        Assert.Contains("Shows 5 operations of 6.", string.Join(' ', Texts(svg)));
    }

    [Fact]
    public void An_order_is_numbered_with_the_values_between_and_nothing_is_red()
    {
        var svg = OperationTimeline.Of(TimelineSamples.Ordered).ToSvg();
        Assert.Equal(["1", "2", "3", "4", "5"], XDocument.Parse(svg).Descendants(Svg + "text").Where(text => (string?)text.Attribute("font-size") == "11" || (string?)text.Parent?.Attribute("font-size") == "11").Select(text => text.Value).Where(text => text.Length == 1).Order());
        Assert.Contains("write(2), no answer", Texts(svg));
        Assert.Contains("write(9), failed", Texts(svg));
        Assert.Contains("Open right end: no answer seen. Struck through: failed.", string.Join(' ', Texts(svg)));
        Assert.DoesNotContain("#C3152F", svg);
    }

    [Fact]
    public void A_point_lies_within_its_operations_bar_and_the_points_stand_in_their_order()
    {
        var data = JsonNode.Parse(OperationTimeline.Of(TimelineSamples.Ordered).ToPlotlyJson())!["data"]!.AsArray();
        var marks = data.Single(trace => (string?)trace!["name"] == "order")!;
        var places = marks["x"]!.AsArray().Select(x => x!.GetValue<double>()).ToList();
        Assert.Equal(["1", "2", "3", "4", "5"], marks["text"]!.AsArray().Select(text => text!.GetValue<string>()));
        Assert.Equal(places.Order(), places);
        var spans = data.Where(trace => (string?)trace!["mode"] == "lines" && (string?)trace["hoverinfo"] != "skip").SelectMany(Spans).ToList();
        Assert.All(places.Zip(marks["y"]!.AsArray().Select(y => y!.GetValue<double>())), mark => Assert.Contains(spans, span => span.Y == mark.Second && span.From <= mark.First && mark.First <= span.To));
    }

    [Fact]
    public void A_trace_shows_when_nodes_were_down_or_paused_and_the_network_cut()
    {
        var timeline = OperationTimeline.Of(TimelineSamples.Stale).Faults(TimelineSamples.Faults);
        foreach (var (label, from, to) in new[] { ("P1 down", 10, 40), ("P2 paused", 30, 48), ("partition P0 | P1 P2", 55, 75) })
        {
            Assert.Contains(label, Texts(timeline.ToSvg()));
            Assert.Contains($"{char.ToUpperInvariant(label[0])}{label[1..]} from {from} ms to {to} ms.", Plain(timeline.ToString()));
        }
    }

    [Fact]
    public void A_fault_that_went_on_has_no_end_and_one_outside_the_picture_is_not_shown()
    {
        var timeline = OperationTimeline.Of(TimelineSamples.Stale).Fault("P0 down", TimelineSamples.At(30)).Fault("long ago", TimelineSamples.At(-20), TimelineSamples.At(-10));
        Assert.Contains("P0 down from 30 ms on.", Plain(timeline.ToString()));
        Assert.DoesNotContain("long ago", timeline.ToSvg());
    }

    [Fact]
    public void The_verdict_on_every_condition_is_drawn()
    {
        ConsistencyVerdict[] verdicts =
        [
            SequentialConsistency.Check(TimelineSamples.Stale.History, new RegisterModel(0)),
            SequentialConsistency.Check(Roaming, new RegisterModel(0)),
            CausalConsistency.Check(Roaming, CausalModel.Weak, 0),
            CausalConsistency.Check(Roaming, CausalModel.Memory, 0),
            CausalConsistency.Check(Roaming, CausalModel.Convergence, 0),
            .. new[] { SessionGuarantees.ReadYourWrites, SessionGuarantees.MonotonicReads, SessionGuarantees.MonotonicWrites, SessionGuarantees.WritesFollowReads, SessionGuarantees.All }
                .Select(guarantee => SessionConsistency.Check(Roaming, guarantee, 0)),
        ];
        foreach (var verdict in verdicts)
        {
            var timeline = OperationTimeline.Of(verdict);
            var svg = timeline.ToSvg();
            Assert.StartsWith(verdict.Finding[..20], Texts(svg)[0]);
            Assert.Equal(verdict.Conformance == Conformance.Violated && verdict.Offending.Count > 0 ? 1 : 0, Bars(svg).Count(bar => (string?)bar.Attribute("stroke") == "#C3152F"));
            Assert.NotNull(JsonNode.Parse(timeline.ToPlotlyJson()));
        }
        Assert.True(verdicts[0].IsSatisfied);
        Assert.Equal(Conformance.Violated, verdicts[^2].Conformance);
        Assert.Contains("read(x) → 0", Texts(OperationTimeline.Of(verdicts[^2]).ToSvg()));
    }

    [Fact]
    public void A_long_history_shows_the_last_operations_of_the_key_in_question_and_says_so()
    {
        var verdict = Linearizability.Check(TimelineSamples.Long(5, 300, isStale: true), new KeyValueModel());
        var svg = OperationTimeline.Of(verdict).ToSvg();
        Assert.Contains("Shows 40 operations of 301.", string.Join(' ', Texts(svg)));
        Assert.Contains("Key k1, 5 clients", Texts(svg)[1]);
        Assert.Contains("get(k1) → -1", Texts(svg));
        Assert.DoesNotContain(Texts(svg), text => text.Contains("k0", StringComparison.Ordinal));
        Assert.Equal(7, Bars(OperationTimeline.Of(verdict).Last(7).ToSvg()).Count);
    }

    [Fact]
    public void Operations_are_chosen_by_number_and_by_time()
    {
        var history = TimelineSamples.Long(30, 120, isStale: false);
        Assert.Equal(40, Bars(OperationTimeline.Of(history).ToSvg()).Count);
        Assert.Equal(9, Bars(OperationTimeline.Of(history).First(9).ToSvg()).Count);
        Assert.Equal(120, Bars(OperationTimeline.Of(history).First(400).ToSvg()).Count);
        var between = OperationTimeline.Of(TimelineSamples.Stale.History).Between(TimelineSamples.At(31), TimelineSamples.At(45));
        Assert.Equal(2, Bars(between.ToSvg()).Count);
        Assert.Contains("No operation was called, or none of them was selected.", Texts(OperationTimeline.Of(History.Empty).ToSvg()));
        Assert.Throws<ArgumentOutOfRangeException>(() => OperationTimeline.Of(history).First(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => OperationTimeline.Of(history).Last(401));
        Assert.Throws<ArgumentException>(() => OperationTimeline.Of(history).Between(TimelineSamples.At(2), TimelineSamples.At(1)));
        Assert.Throws<ArgumentException>(() => OperationTimeline.Of(history).Fault("x", TimelineSamples.At(2), TimelineSamples.At(1)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(40)]
    public void Bars_stay_in_the_card_and_apart_whatever_the_history(int clients)
    {
        for (var seed = 1; seed <= 8; seed++)
        {
            var svg = OperationTimeline.Of(Linearizability.Check(TimelineSamples.Long(clients, 60, seed % 2 == 0, seed), new KeyValueModel())).First(60).ToSvg();
            var bars = Bars(svg).Select(bar => (X: Number(bar, "x"), Y: Number(bar, "y"), Right: Number(bar, "x") + Number(bar, "width"))).ToList();
            Assert.All(bars, bar => Assert.True(bar.X >= 60 && bar.Right <= 712));
            foreach (var lane in bars.GroupBy(bar => bar.Y))
                Assert.All(lane.OrderBy(bar => bar.X).Zip(lane.OrderBy(bar => bar.X).Skip(1)), pair => Assert.True(pair.First.Right <= pair.Second.X + 4.1));
            var height = double.Parse(XDocument.Parse(svg).Root!.Attribute("height")!.Value, System.Globalization.CultureInfo.InvariantCulture);
            Assert.All(bars, bar => Assert.True(bar.Y + 26 < height));
        }
    }

    [Fact]
    public void Who_cannot_see_it_is_told_clients_operations_and_what_is_wrong()
    {
        var told = Plain(OperationTimeline.Of(TimelineSamples.Stale).ClientNames(client => $"shop {client}").ToString());
        Assert.Contains("3 clients as rows: shop 0; shop 1; shop 2", told);
        Assert.Contains("read() → 1 of shop 2 has no place", told);
        Assert.Contains("It contradicts: shop 0: write(1), 0 ms to 20 ms; shop 0: write(2), 34 ms to 52 ms; shop 2: read() → 1, 66 ms to 82 ms.", told);
        var svg = XDocument.Parse(OperationTimeline.Of(TimelineSamples.Stale).Description("Mine.").Title("T").Subtitle("S").Footer("F").ToSvg());
        Assert.Equal(("img", "T", "Mine."), (svg.Root!.Attribute("role")!.Value, svg.Root.Element(Svg + "title")!.Value, svg.Root.Element(Svg + "desc")!.Value));
    }

    [Fact]
    public void Pointing_at_an_operation_tells_what_who_and_when()
    {
        var timeline = OperationTimeline.Of(TimelineSamples.Stale).ClientNames(client => $"<{client}>");
        using var json = JsonDocument.Parse(timeline.ToPlotlyJson());
        var offender = json.RootElement.GetProperty("data").EnumerateArray().Single(trace => trace.TryGetProperty("name", out var name) && name.GetString() == "cannot be explained");
        Assert.Equal("read() → 1<br>&lt;2&gt;<br>66 ms to 82 ms", Plain(offender.GetProperty("text")[0].GetString()!));
        Assert.Equal("text", offender.GetProperty("hoverinfo").GetString());
    }

    [Fact]
    public void It_is_saved_as_drawing_page_and_chart_and_the_same_history_gives_the_same_bytes()
    {
        var folder = Directory.CreateTempSubdirectory("distlab timeline ").FullName;
        try
        {
            var timeline = OperationTimeline.Of(TimelineSamples.Stale);
            foreach (var name in (string[])["a.svg", "a.html", "a.json"])
                timeline.Save(Path.Combine(folder, "deep", name));
            Assert.Equal(OperationTimeline.Of(TimelineSamples.Stale).ToSvg(), File.ReadAllText(Path.Combine(folder, "deep", "a.svg")));
            Assert.Contains("read() → 1", File.ReadAllText(Path.Combine(folder, "deep", "a.html")));
            Assert.Contains("<table", File.ReadAllText(Path.Combine(folder, "deep", "a.html")));
            Assert.NotNull(JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "deep", "a.json")))!["layout"]);
            Assert.StartsWith("A timeline cannot be saved as \"a.png\"", Assert.Throws<ArgumentException>(() => timeline.Save("a.png")).Message);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task A_saved_page_fits_a_narrow_screen_in_light_and_dark()
    {
        await using var browser = await Browser.StartAsync();
        foreach (var scheme in (Microsoft.Playwright.ColorScheme[])[Microsoft.Playwright.ColorScheme.Light, Microsoft.Playwright.ColorScheme.Dark])
        {
            var page = await browser.OpenAsync(OperationTimeline.Of(TimelineSamples.Stale).Faults(TimelineSamples.Faults).ToSvg(), scheme, width: 400);
            Assert.True(await page.EvaluateAsync<int>("document.documentElement.scrollWidth") <= 400);
            Assert.Equal(scheme == Microsoft.Playwright.ColorScheme.Dark ? "rgb(255, 114, 114)" : "rgb(195, 21, 47)", await page.EvaluateAsync<string>("getComputedStyle([...document.querySelectorAll('text')].find(t => t.textContent === 'read() → 1' && getComputedStyle(t).fontWeight >= 600)).fill"));
        }
        Assert.Empty(browser.Faults);
    }

    private static IEnumerable<(double From, double To, double Y)> Spans(JsonNode? trace)
    {
        var (x, y) = (trace!["x"]!.AsArray(), trace["y"]!.AsArray());
        for (var i = 0; i + 2 < x.Count; i += 4)
            yield return (x[i]!.GetValue<double>(), x[i + 2]!.GetValue<double>(), y[i]!.GetValue<double>());
    }

    private static List<XElement> Bars(string svg) =>
        [.. XDocument.Parse(svg).Descendants(Svg + "rect").Where(rect => (string?)rect.Attribute("height") == "26" || (string?)rect.Parent?.Attribute("height") == "26").Select(WithGroup)];

    private static XElement WithGroup(XElement rect)
    {
        var copy = new XElement(rect);
        foreach (var attribute in rect.Parent!.Attributes().Where(attribute => rect.Attribute(attribute.Name) is null))
            copy.Add(new XAttribute(attribute));
        return copy;
    }

    private static double Number(XElement element, string name) => double.Parse(element.Attribute(name)!.Value, System.Globalization.CultureInfo.InvariantCulture);

    private static List<string> Texts(string svg) => [.. XDocument.Parse(svg).Descendants(Svg + "text").Select(text => Plain(text.Value))];

    private static string Plain(string text) => text.Replace('\u00A0', ' ').Replace('\u2212', '-');
}
