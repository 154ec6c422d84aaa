using DistLab.Cli.Site;

namespace DistLab.Cli.Tests;

public class PageIdsTests
{
    [Fact]
    public void References_follow_the_ids_that_were_renamed() => Assert.Equal(
        """<svg aria-labelledby="c-t c-d"><title id="c-t"/><desc id='c-d'/><use href="#c-t"/><use xlink:href="#c-t"/><rect fill="url(#c-t)" clip-path="url('#c-d')"/><a href="#other"/></svg>""",
        new PageIds().Isolate(
            """<svg aria-labelledby="t d"><title id="t"/><desc id='d'/><use href="#t"/><use xlink:href="#t"/><rect fill="url(#t)" clip-path="url('#d')"/><a href="#other"/></svg>""", "c"));

    [Fact]
    public void Two_outputs_of_a_cell_do_not_share_ids()
    {
        var ids = new PageIds();
        Assert.Equal("""<p id="c-a">""", ids.Isolate("""<p id="a">""", "c"));
        Assert.Equal("""<p id="c-a-1">""", ids.Isolate("""<p id="a">""", "c"));
    }

    [Fact]
    public void Markup_without_ids_is_left_as_it_is() =>
        Assert.Equal("""<a href="#x" data-id="y">url(#x)</a>""", new PageIds().Isolate("""<a href="#x" data-id="y">url(#x)</a>""", "c"));
}
