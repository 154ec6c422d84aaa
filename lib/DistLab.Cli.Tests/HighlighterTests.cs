using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using DistLab.Cli.Site;

namespace DistLab.Cli.Tests;

public class HighlighterTests
{
    private static IElement Highlight(string code) =>
        new HtmlParser().ParseDocument($"<pre>\n{CSharpHighlighter.Highlight(code)}</pre>").QuerySelector("pre")!;

    [Theory]
    [InlineData("#!time\n#r \"nuget: A, 1.0\"\nvar x = 1;")]
    [InlineData("if (a < b && c > d) { /* & */ }\n\n// end")]
    [InlineData("var s = $\"{x:0.0} <{(y ? \"a\" : \"b\")}>\";\nvar r = \"\"\"raw \"quoted\" text\"\"\";")]
    [InlineData("int x = ; } ) unfinished \"string")]
    [InlineData("#if X\nnever\n#endif\n@")]
    [InlineData("")]
    [InlineData("#r")]
    public void The_text_stays_what_it_was(string code) => Assert.Equal(code, Highlight(code).TextContent);

    [Theory]
    [InlineData("var x = 1;", "var", "k")]
    [InlineData("foreach (Hop h in hops) {}", "Hop", "t")]
    [InlineData("new List<Duration>()", "Duration", "t")]
    [InlineData("Console.WriteLine(1)", "Console", "t")]
    [InlineData("record Point(int X);", "Point", "t")]
    [InlineData("Print(\"text\")", "\"text\"", "s")]
    [InlineData("x = 0.25;", "0.25", "n")]
    [InlineData("x = 1; // why", "// why", "c")]
    [InlineData("#!time\nx", "#!time", "c")]
    [InlineData("await Run();", "await", "k")]
    public void Words_are_coloured_by_what_they_are(string code, string word, string kind) =>
        Assert.Contains(Highlight(code).QuerySelectorAll("span." + kind), span => span.TextContent == word);

    [Theory]
    [InlineData("hops.Select(h => h.Took)", "Select")]
    [InlineData("hops.Select(h => h.Took)", "hops")]
    [InlineData("Plot(load: 3)", "load")]
    public void Other_names_are_left_plain(string code, string word) =>
        Assert.DoesNotContain(Highlight(code).QuerySelectorAll("span"), span => span.TextContent == word);
}
