using System.Text.Json.Nodes;
using static DistLab.Cli.Tests.NotebookBuilder;

namespace DistLab.Cli.Tests;

public class PageTests
{
    private const string Svg = """<svg class="dl" xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="t d"><title id="t">Finding</title><desc id="d">Axes</desc><path d="M0 0h5"/></svg>""";

    private static JsonObject Figure(string trace = "scatter", string name = "x") => Data(
        ("application/vnd.plotly.v1+json", new JsonObject { ["data"] = new JsonArray(new JsonObject { ["type"] = trace, ["name"] = name }), ["layout"] = new JsonObject() }),
        ("image/svg+xml", Svg),
        ("text/plain", "a figure"));

    private static NotebookBuilder Everything() => new NotebookBuilder()
        .Text("# Time\n\nWhat a clock is.\n\n> **Aim** *45 min*\n>\n> - set a clock;\n> - say how far off it is.")
        .Code("#r \"x.dll\"\nvar a = 1 < 2 && \"</pre>\" != null;", Stream("1 < 2 & <script>alert(1)</script>\n"))
        .Text("## One\n\n## Two\n\n## Three\n\n## Four\n\n## One\n\n| a | b |\n|---|--:|\n| 1 | 2 |\n\nFormula $x_1^2 \\le \\frac{a}{b}$ and [next](09-next.ipynb#part), [back](#One).")
        .Code("Plot()", Figure(), Figure(), Data(("text/html", "<p id='same'>a</p><a href='#same'>up</a>"), ("text/plain", "a")))
        .Code("Plot()", Data(("text/html", "<p id='same'>b</p>")), Data(("image/png", "iVBORw0KGgo="), ("text/plain", "a \"picture\"")))
        .Code("throw", Error("System.Exception", "no", "\u001b[31mat cell 4\u001b[0m"));

    [Fact]
    public void A_page_with_everything_is_well_formed_and_its_ids_are_unique()
    {
        var page = Pages.Read(Everything());
        var ids = page.All.Select(element => element.Id).Where(id => !string.IsNullOrEmpty(id)).ToList();
        Assert.Equal(ids.Count, ids.Distinct().Count());
        Assert.Contains("one-1", ids);
    }

    [Fact]
    public void Every_reference_within_a_page_leads_somewhere()
    {
        var page = Pages.Read(Everything());
        var links = page.QuerySelectorAll("a[href^='#']").Select(a => a.GetAttribute("href")![1..])
            .Concat(page.QuerySelectorAll("[aria-labelledby]").SelectMany(e => e.GetAttribute("aria-labelledby")!.Split(' '))).ToList();
        Assert.True(links.Count >= 12);
        Assert.All(links, id => Assert.NotNull(page.GetElementById(id)));
    }

    [Fact]
    public void A_page_loads_nothing_from_the_network()
    {
        var html = Pages.Page(Everything()).Html;
        var page = Pages.Parse(html);
        var loaded = page.QuerySelectorAll("[src], link[href], [data-library]")
            .Select(e => e.GetAttribute("src") ?? e.GetAttribute("data-library") ?? e.GetAttribute("href")!);
        Assert.All(loaded, url => Assert.Matches("^(data:|assets/)", url));
        Assert.DoesNotContain("@import", html);
        Assert.DoesNotMatch(@"url\(\s*['""]?(https?:)?//", html);
    }

    [Fact]
    public void A_page_reads_without_scripts()
    {
        var page = Pages.Read(Everything());
        Assert.Equal(2, page.QuerySelectorAll("figure.plot svg").Length);
        Assert.All(page.QuerySelectorAll("button"), button => Assert.True(button.HasAttribute("hidden")));
    }

    [Fact]
    public void A_figures_data_cannot_leave_its_script_element()
    {
        const string attack = "</script><script>alert(1)</script><!--";
        var page = Pages.Read(new NotebookBuilder().Code("Plot()", Figure(name: attack)));
        Assert.Equal(2, page.QuerySelectorAll("script").Length);
        var data = JsonNode.Parse(page.QuerySelector("script[type='application/json']")!.TextContent)!;
        Assert.Equal(attack, (string?)data["data"]![0]!["name"]);
    }

    [Theory]
    [InlineData("scatter", true)]
    [InlineData("bar", true)]
    [InlineData("heatmap", false)]
    [InlineData("box", false)]
    public void Only_what_the_basic_bundle_draws_can_be_explored(string trace, bool interactive)
    {
        var page = Pages.Read(new NotebookBuilder().Code("Plot()", Figure(trace)));
        Assert.Equal(interactive ? 1 : 0, page.QuerySelectorAll("figure.plot button[aria-pressed=false]").Length);
        Assert.Single(page.QuerySelectorAll("figure.plot svg"));
    }

    [Fact]
    public void Without_plotly_the_figures_stay_and_only_the_buttons_go()
    {
        var page = Pages.Read(Everything(), plotly: false);
        Assert.Equal(2, page.QuerySelectorAll("figure.plot svg").Length);
        Assert.Empty(page.QuerySelectorAll("figure.plot button, script[type='application/json']"));
    }

    [Fact]
    public void Printed_text_is_shown_as_it_is_without_colours_and_in_one_piece()
    {
        var page = Pages.Read(new NotebookBuilder().Code("x", Stream("a <b>"), Stream("\u001b[1;32mgreen\u001b[0m\n"), Stream("oh", "stderr")));
        Assert.Equal("a <b>green\n", page.QuerySelector("pre.stdout")!.TextContent);
        Assert.Single(page.QuerySelectorAll("pre.stdout"));
        Assert.Equal("oh", page.QuerySelector("pre.stderr")!.TextContent);
    }

    [Fact]
    public void A_flood_of_output_is_cut_and_the_page_says_so()
    {
        var page = Pages.Read(new NotebookBuilder().Code("x", Stream(new string('a', 1_000_000))));
        Assert.Equal(200_000, page.QuerySelector("pre.stdout")!.TextContent.Length);
        Assert.Equal("800000 more characters stand in the executed notebook.", page.QuerySelector(".more")!.TextContent);
    }

    [Fact]
    public void An_output_is_shown_in_its_richest_form_only()
    {
        var page = Pages.Read(new NotebookBuilder().Code(
            "x",
            Data(("text/plain", "plain"), ("text/html", "<i>rich</i>")),
            Data(("text/plain", "plain"), ("text/markdown", "**md**")),
            Data(("text/plain", "only <plain>"))));
        Assert.Equal(["rich", "md", "only <plain>"], page.QuerySelectorAll(".output").Select(output => output.TextContent.Trim()));
        Assert.NotNull(page.QuerySelector(".output strong"));
    }

    [Fact]
    public void A_diagram_in_Mermaids_notation_is_shown_as_its_source_and_says_so()
    {
        var page = Pages.Read(new NotebookBuilder().Code("#!mermaid", Data(("text/vnd.mermaid", "graph LR\nA-->B"), ("text/plain", "graph LR\nA-->B"))));
        Assert.Equal("A diagram in Mermaid's notation, which JupyterLab draws:", page.QuerySelector(".output p")!.TextContent);
        Assert.Equal("graph LR\nA-->B", page.QuerySelector(".output pre")!.TextContent);
    }

    [Fact]
    public void A_chart_of_another_tool_that_came_without_a_drawing_gets_one()
    {
        static JsonObject Chart(string type) => new() { ["data"] = new JsonArray(new JsonObject { ["type"] = type, ["y"] = new JsonArray(1, 3), ["name"] = "load" }), ["layout"] = new JsonObject { ["title"] = new JsonObject { ["text"] = "Load" } } };
        var page = Pages.Read(new NotebookBuilder().Code(
            "x", Data(("application/vnd.plotly.v1+json", Chart("scatter")), ("text/plain", "a chart")), Data(("application/vnd.plotly.v1+json", Chart("surface")), ("text/plain", "hills"))));
        Assert.Equal("Load", Assert.Single(page.QuerySelectorAll("figure.plot svg title")).TextContent);
        Assert.Equal("hills", page.QuerySelector(".output pre")!.TextContent);
    }

    [Fact]
    public void A_figure_has_its_data_as_a_table_even_without_scripts()
    {
        var chart = new JsonObject { ["data"] = new JsonArray(new JsonObject { ["type"] = "scatter", ["x"] = new JsonArray(2, 4), ["y"] = new JsonArray(1, 3), ["name"] = "wait" }), ["layout"] = new JsonObject { ["xaxis"] = new JsonObject { ["title"] = new JsonObject { ["text"] = "Nodes" } } } };
        var page = Pages.Read(new NotebookBuilder().Code("x", Data(("application/vnd.plotly.v1+json", chart), ("image/svg+xml", Svg))), plotly: false);
        var data = Assert.Single(page.QuerySelectorAll("figure.plot details.data"));
        Assert.False(data.HasAttribute("open"));
        Assert.Equal("Data as a table", data.QuerySelector("summary")!.TextContent);
        Assert.Equal(["Nodes", "wait"], data.QuerySelectorAll("th").Select(th => th.TextContent));
        Assert.Equal(["2", "1", "4", "3"], data.QuerySelectorAll("td").Select(td => td.TextContent));
    }

    [Fact]
    public void An_error_shows_its_name_message_and_lines_without_colours()
    {
        var page = Pages.Read(new NotebookBuilder().Code("x", Error("System.Exception", "no <way>", "\u001b[31mline 1\u001b[0m", "line 2")));
        Assert.Equal("System.Exception no <way>line 1\nline 2", page.QuerySelector(".output .fault")!.TextContent);
    }

    [Fact]
    public void A_page_counts_code_cells_and_tells_their_time()
    {
        var page = Pages.Read(new NotebookBuilder().Text("# T").Code("a").Text("b").Code("c"));
        Assert.Equal(["Cell 1250 ms", "Cell 2250 ms"], page.QuerySelectorAll(".tag").Select(tag => tag.TextContent));
        Assert.Contains("2 cells ran in 2.5 s", page.QuerySelector(".state")!.TextContent);
    }

    [Fact]
    public void A_failed_run_says_so_at_the_top_of_its_page()
    {
        var page = Pages.Parse(Pages.Page(new NotebookBuilder().Text("# T").Code("a"), verdict: Kernel.RunVerdict.CellFailed).Html);
        Assert.Contains("failed in cell 1", page.QuerySelector(".state")!.TextContent);
        Assert.Contains("line 1: it broke", page.QuerySelector("main > .fault")!.TextContent);
    }

    [Fact]
    public void Neighbouring_chapters_are_linked_and_a_link_to_a_notebook_leads_to_its_page()
    {
        var next = new Site.SiteEntry("09-next", "/course/notebooks/09-next.ipynb", "Next & last");
        var page = Pages.Parse(Pages.Page(Everything(), others: next).Html);
        var links = page.QuerySelectorAll("nav.next a").Select(a => (a.GetAttribute("href"), a.TextContent));
        Assert.Equal([("index.html", "← All chapters"), ("09-next.html", "Next & last →")], links);
        Assert.Contains(page.QuerySelectorAll("p a"), a => a.GetAttribute("href") == "09-next.html#part");
    }

    [Fact]
    public void A_style_sheet_that_every_output_brings_along_stands_once()
    {
        var box = Data(("text/html", "<style>.x{color:red}</style><p>box</p>"));
        var page = Pages.Read(new NotebookBuilder().Code("a", box.DeepClone().AsObject(), box.DeepClone().AsObject()));
        Assert.Single(page.QuerySelectorAll(".output style"));
        Assert.Equal(2, page.QuerySelectorAll(".output p").Length);
    }

    [Fact]
    public void Long_pages_get_a_table_of_contents_and_short_ones_none()
    {
        var page = Pages.Read(Everything());
        Assert.Equal(5, page.QuerySelectorAll(".contents li").Length);
        Assert.Equal("one", page.QuerySelector(".contents + h2")!.Id);
        Assert.Null(Pages.Read(new NotebookBuilder().Text("# T\n\n## A\n\n## B")).QuerySelector(".contents"));
    }
}
