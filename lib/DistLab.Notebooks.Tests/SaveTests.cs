using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using DistLab.Notebooks.Display;

namespace DistLab.Notebooks.Tests;

public sealed class SaveTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("distlab test ").FullName;

    private static readonly Figure Ring = Figure.Of("Wait </title><script>alert(1)</script>").X("Nodes").Y("Wait").Line("ring & more", new[] { (2, 2), (4, 4) });

    private static readonly SpaceTimeDiagram Diagram = SpaceTimeDiagram.Of(new SampleTrace().Message(0, 1, 1, 4).Done());

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Saved(string name, Action<string> save)
    {
        var path = Path.Combine(_folder, "deep", "er", name);
        save(path);
        return File.ReadAllText(path);
    }

    [Fact]
    public void A_figure_is_saved_in_the_form_that_the_name_asks_for()
    {
        Assert.Equal(Ring.ToSvg(), Saved("f.SVG", Ring.Save));
        Assert.NotNull(JsonNode.Parse(Saved("f.json", Ring.Save))!["layout"]);
        Assert.Equal(Diagram.ToSvg(), Saved("d.svg", Diagram.Save));
        Assert.NotNull(JsonNode.Parse(Saved("d.json", Diagram.Save))!["layout"]);
    }

    [Fact]
    public void A_saved_page_holds_drawing_data_and_words_and_loads_nothing()
    {
        foreach (var page in new[] { Saved("f.html", Ring.Save), Saved("d.html", Diagram.Save), Saved("t.html", Table.From([1, 2]).Caption("<b>").Save) })
        {
            Assert.StartsWith("<!doctype html>", page);
            Assert.DoesNotMatch(@"(src|href|data-library)=""(?!data:|"")", page);
            Assert.DoesNotContain("<script>alert", page);
            Assert.Single(Regex.Matches(page, "<title>"));
            Assert.Contains("<table>", page);
        }
        Assert.Contains("role=\"img\"", Saved("g.html", Ring.Save));
        Assert.Contains("Data as a table", Saved("g.html", Ring.Save));
    }

    [Fact]
    public void Without_plotly_the_page_is_static_and_with_it_interactive()
    {
        var chart = JsonNode.Parse(Ring.ToPlotlyJson())!.AsObject();
        var still = FigureHtml.Render(Ring.ToSvg(), chart, "b", library: null);
        Assert.DoesNotContain("<script", still);
        Assert.DoesNotContain("<button", still);
        Assert.Contains("</details></figure>", still);
        var live = FigureHtml.Render(Ring.ToSvg(), chart, "b", "p.js");
        Assert.Contains("data-library=\"p.js\"", live);
        Assert.Contains("<script type=\"application/json\">", live);
    }

    [Theory]
    [InlineData("figure.png", "figure.png\": let the file's name end in .svg for a drawing, .html for a page of its own or .json for a Plotly chart.")]
    [InlineData("figure", "figure\": let the file's name end in")]
    public void Another_ending_is_refused_with_those_that_there_are(string name, string message)
    {
        Assert.Contains(message, Assert.Throws<ArgumentException>(() => Ring.Save(Path.Combine(_folder, name))).Message);
        Assert.Throws<ArgumentException>(() => Diagram.Save(name));
        Assert.Contains(".csv", Assert.Throws<ArgumentException>(() => Table.From([1]).Save(name)).Message);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder));
    }

    [Fact]
    public void A_folder_that_cannot_be_written_is_named_with_the_way_out()
    {
        var file = Path.Combine(_folder, "file");
        File.WriteAllText(file, "");
        var message = Assert.Throws<IOException>(() => Ring.Save(Path.Combine(file, "f.svg"))).Message;
        Assert.Contains("f.svg\" cannot be written:", message);
        Assert.EndsWith("Choose another folder or name.", message);
        Assert.Throws<ArgumentException>(() => Ring.Save(" "));
    }
}
