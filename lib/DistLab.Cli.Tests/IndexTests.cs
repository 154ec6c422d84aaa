using DistLab.Cli.Site;
using DistLab.Kernel;

namespace DistLab.Cli.Tests;

public class IndexTests
{
    [Fact]
    public void The_index_tells_of_each_chapter_what_it_is_and_how_it_went()
    {
        var good = Pages.Page(new NotebookBuilder().Text("# 8 · Time & clocks\n\nWhat a clock is.\n\n> **Aim**\n>\n> - set a clock;\n> - say how far off it is.").Code("1"));
        var bad = Pages.Page(new NotebookBuilder().Text("no title").Code("1"), name: "notes", verdict: RunVerdict.CellFailed);
        var index = Pages.Parse(IndexHtml.Render([good, bad]));
        var chapters = index.QuerySelectorAll(".chapters > li");
        Assert.Equal(["8", "·"], chapters.Select(chapter => chapter.QuerySelector(".number")!.TextContent));
        Assert.Equal(["Time & clocks", "notes"], chapters.Select(chapter => chapter.QuerySelector("h2 a")!.TextContent));
        Assert.Equal(["08-time.html", "notes.html"], chapters.Select(chapter => chapter.QuerySelector("h2 a")!.GetAttribute("href")));
        Assert.Equal("What a clock is.", chapters[0].QuerySelector("p")!.TextContent);
        Assert.Equal(["set a clock;", "say how far off it is."], chapters[0].QuerySelectorAll("ul li").Select(aim => aim.TextContent));
        Assert.Equal(["✓ succeeded1 cells, 2.5 s", "✗ failed in cell 11 cells, 2.5 s"], chapters.Select(chapter => chapter.QuerySelector(".verdict")!.TextContent));
        Assert.Contains("1 of 2 failed", index.QuerySelector(".state")!.TextContent);
    }
}
