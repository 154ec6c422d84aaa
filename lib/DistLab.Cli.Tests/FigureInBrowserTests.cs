using System.Text.Json.Nodes;
using DistLab.Notebooks;
using DistLab.Notebooks.Tests;
using Microsoft.Playwright;

namespace DistLab.Cli.Tests;

/// <summary>The site's figures as a reader has them: with the mouse, with the keyboard alone, with a screen reader.</summary>
public sealed class FigureInBrowserTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private static readonly Figure Waits = Figure.Of("Waits grow with the ring").X("Nodes").Y("Wait", "ms")
        .Line("simulated", new[] { (2, 2.5), (4, double.NaN), (8, 7.5) }).Measured("simulated", new[] { (2, 2.0), (8, 9.0) });

    public void Dispose() => _folder.Dispose();

    private string Site(Figure figure)
    {
        var output = NotebookBuilder.Data(("application/vnd.plotly.v1+json", JsonNode.Parse(figure.ToPlotlyJson())!), ("image/svg+xml", figure.ToSvg()), ("text/plain", figure.ToString()));
        Directory.CreateDirectory(_folder.At("assets"));
        File.Copy(Browser.Plotly, _folder.At("assets", "plotly-basic.min.js"), overwrite: true);
        return _folder.Write("page.html", Pages.Page(new NotebookBuilder().Text("# T").Code("Plot()", output)).Html);
    }

    private static Task<string> Focused(IPage page) => page.EvaluateAsync<string>("document.activeElement.className || document.activeElement.textContent");

    [Fact]
    public async Task A_figure_is_explored_with_the_keyboard_alone()
    {
        await using var browser = await Browser.StartAsync();
        var page = await browser.OpenAsync(Site(Waits));
        var said = page.Locator("figure.plot [role=status]");
        await page.Locator("figure.plot button").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator(".live .main-svg").First).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("figure.plot svg.dl")).ToBeHiddenAsync();
        await Assertions.Expect(said).ToContainTextAsync("arrows walk from point to point");
        await Assertions.Expect(page.Locator(".live")).ToBeFocusedAsync();
        foreach (var (key, text) in new[]
        {
            ("ArrowRight", "simulated: Nodes 2, Wait, ms 2.5"),
            ("ArrowRight", "simulated: Nodes 8, Wait, ms 7.5"),
            ("ArrowRight", "simulated: Nodes 8, Wait, ms 7.5"),
            ("ArrowDown", "simulated, measured: Nodes 2, Wait, ms 2"),
            ("End", "simulated, measured: Nodes 8, Wait, ms 9"),
            ("ArrowUp", "simulated: Nodes 2, Wait, ms 2.5"),
        })
        {
            await page.Keyboard.PressAsync(key);
            await Assertions.Expect(said).ToHaveTextAsync(text);
            await Assertions.Expect(page.Locator(".live .hoverlayer .hovertext").First).ToBeVisibleAsync();
        }
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.Locator("figure.plot svg.dl")).ToBeVisibleAsync();
        Assert.Equal("Explore", await Focused(page));
        Assert.Empty(browser.Faults);
    }

    [Fact]
    public async Task The_keyboard_zooms_in_and_back()
    {
        await using var browser = await Browser.StartAsync();
        var page = await browser.OpenAsync(Site(Waits));
        await page.Locator("figure.plot button").PressAsync("Enter");
        await Assertions.Expect(page.Locator(".live")).ToBeFocusedAsync();
        Task<double[]> Range() => page.EvaluateAsync<double[]>("document.querySelector('.live')._fullLayout.xaxis.range.map(Number)");
        var whole = await Range();
        await page.Keyboard.PressAsync("+");
        await page.WaitForFunctionAsync("w => { const [a, b] = document.querySelector('.live')._fullLayout.xaxis.range; return b - a < w; }", whole[1] - whole[0] - 1);
        await page.Keyboard.PressAsync("0");
        await page.WaitForFunctionAsync("w => document.querySelector('.live')._fullLayout.xaxis.range[0] === w", whole[0]);
        Assert.Equal(whole, await Range());
        Assert.Empty(browser.Faults);
    }

    [Fact]
    public async Task A_screen_reader_hears_the_title_the_words_and_the_data()
    {
        await using var browser = await Browser.StartAsync();
        var page = await browser.OpenAsync(Site(Waits));
        var picture = page.GetByRole(AriaRole.Img, new() { Name = "Waits grow with the ring" });
        await Assertions.Expect(picture).ToHaveCountAsync(1);
        await Assertions.Expect(page.Locator("figure.plot desc")).ToHaveTextAsync(Waits.ToString().Split('\n')[1]);
        await page.Locator("figure.plot summary").PressAsync("Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Table).First.GetByRole(AriaRole.Columnheader)).ToHaveTextAsync(["Nodes", "Wait, ms"]);
        await Assertions.Expect(page.GetByRole(AriaRole.Cell, new() { Name = "7.5" })).ToBeVisibleAsync();
        await page.Locator("figure.plot button").PressAsync("Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Application, new() { Name = "Waits grow with the ring" })).ToBeFocusedAsync();
        Assert.Empty(browser.Faults);
    }

    [Theory]
    [InlineData(ColorScheme.Light, "rgb(252, 252, 251)")]
    [InlineData(ColorScheme.Dark, "rgb(21, 24, 29)")]
    public async Task A_chart_has_the_colours_of_its_page_and_follows_when_they_change(ColorScheme scheme, string background)
    {
        await using var browser = await Browser.StartAsync();
        var page = await browser.OpenAsync(Site(Waits), scheme, width: 400);
        await page.Locator("figure.plot button").ClickAsync();
        await Assertions.Expect(page.Locator(".live .main-svg").First).ToHaveCSSAsync("background-color", background);
        await page.Locator("button.theme").ClickAsync();
        await Assertions.Expect(page.Locator(".live .main-svg").First).Not.ToHaveCSSAsync("background-color", background);
        Assert.Equal(400, await page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        Assert.Empty(browser.Faults);
    }

    [Fact]
    public async Task A_page_without_plotly_says_so_and_keeps_its_picture()
    {
        await using var browser = await Browser.StartAsync();
        var page = await browser.OpenAsync(Site(Waits));
        File.Delete(_folder.At("assets", "plotly-basic.min.js"));
        await page.Locator("figure.plot button").ClickAsync();
        await Assertions.Expect(page.Locator("figure.plot [role=status]")).ToContainTextAsync("the picture stays");
        await Assertions.Expect(page.Locator("figure.plot svg.dl")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Every_kind_of_figure_is_drawn_and_walked_over()
    {
        await using var browser = await Browser.StartAsync();
        Figure[] kinds =
        [
            Figure.Of("bars").Bars("a", new[] { ("ring", 3), ("tree", 1) }).Theory("t", new[] { ("ring", 2.5) }),
            Figure.Of("heat").Heatmap(["p", "q"], ["x", "y"], new[,] { { 1.0, 2 }, { 3, 4 } }),
            Figure.Of("box").Box("a", Enumerable.Range(0, 40)),
            Figure.Of("ecdf").LogX().Ecdf("a", Enumerable.Range(1, 40)),
            Figure.Of("histogram").Histogram("a", Enumerable.Range(0, 40)),
            Figure.Of("step").Step("a", new[] { (0, 1), (5, 2) }),
        ];
        foreach (var figure in kinds)
        {
            var page = await browser.OpenAsync(Site(figure));
            await page.Locator("figure.plot button").PressAsync("Enter");
            await Assertions.Expect(page.Locator(".live")).ToBeFocusedAsync();
            await page.Keyboard.PressAsync("ArrowRight");
            await Assertions.Expect(page.Locator("figure.plot [role=status]")).Not.ToContainTextAsync("arrows");
            await page.CloseAsync();
        }
        Assert.Empty(browser.Faults);
    }
}
