using System.Text.Json.Nodes;
using Microsoft.DotNet.Interactive.Formatting;

namespace DistLab.Notebooks.Tests;

public sealed class DisplayTests
{
    private sealed record Row(int Nodes, double Wait);

    private sealed record Other(string Name);

    private static List<(string MimeType, string Value)> Show(object value) =>
        [.. Formatter.GetPreferredMimeTypesFor(value.GetType()).Select(mime => (mime, value.ToDisplayString(mime)))];

    [Fact]
    public void A_figure_is_shown_as_a_chart_a_drawing_and_text_but_not_as_HTML()
    {
        var shown = Show(Figure.Of("Ring").Line("a", new[] { (1, 2), (2, 3) }));
        Assert.Equal(["application/vnd.plotly.v1+json", "image/svg+xml", "text/plain"], shown.Select(s => s.MimeType));
        Assert.NotNull(JsonNode.Parse(shown[0].Value)!["data"]);
        Assert.StartsWith("<svg", shown[1].Value);
        Assert.StartsWith("Ring\nLine chart.", shown[^1].Value);
    }

    [Fact]
    public void Tables_of_any_row_are_shown_as_HTML_and_text()
    {
        foreach (var table in new Table[] { Table.From([new Row(3, 1.5)]), Table.From([new Other("P1")]), Table.From([(1, 2)]) })
        {
            var shown = Show(table);
            Assert.Equal(["text/html", "text/plain"], shown.Select(s => s.MimeType));
            Assert.StartsWith("<div class=\"dl-table\">", shown[0].Value);
            Assert.DoesNotContain("<", shown[^1].Value);
        }
    }

    [Fact]
    public void The_library_needs_no_reference_to_the_formatting_package()
    {
        Assert.DoesNotContain(typeof(Figure).Assembly.GetReferencedAssemblies(), a => a.Name!.Contains("Interactive"));
    }

    [Fact]
    public void Every_type_that_brings_its_form_along_is_found_by_the_formatting_package()
    {
        var types = typeof(Figure).Assembly.GetExportedTypes().Select(type => (Type: type, Source: type.GetCustomAttributes(inherit: false).SingleOrDefault(a => a.GetType().Name == "TypeFormatterSourceAttribute"))).Where(pair => pair.Source is not null).ToList();
        Assert.True(types.Count >= 8);
        Assert.All(types, pair => Assert.Equal(
            (string[])pair.Source!.GetType().GetProperty("PreferredMimeTypes")!.GetValue(pair.Source)!,
            Formatter.GetPreferredMimeTypesFor(pair.Type)));
    }
}
