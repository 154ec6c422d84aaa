using System.Reflection;
using System.Xml.Linq;

namespace DistLab.Notebooks.Tests;

/// <summary>The convention by which Microsoft.DotNet.Interactive.Formatting finds how a type is shown, without that library.</summary>
public sealed class BoxDisplayTests
{
    public static IEnumerable<TheoryDataRow<string, object>> Boxes =>
    [
        new("text/html", Check.Number("a", 1, 2)),
        new("text/html", Predict.Number("q", 1)),
        new("text/html", Predict.Choice("q", "A", "x", "y")),
        new("text/html", Predict.Number("q", 1).Against(2)),
        new("text/html", Scoreboard.Titled("t").Equal("q", 1, 1)),
    ];

    public static IEnumerable<TheoryDataRow<string, object>> Shown =>
        [.. Boxes, new("image/svg+xml", SpaceTimeDiagram.Of(new SampleTrace().Message(0, 1, 1, 4).Done()))];

    [Theory]
    [MemberData(nameof(Shown))]
    public void Each_type_names_formatters_for_all_the_mime_types_that_it_prefers(string mimeType, object value)
    {
        var attribute = value.GetType().GetCustomAttributes(true).Single(a => a.GetType().Name == "TypeFormatterSourceAttribute");
        var preferred = (string[])attribute.GetType().GetProperty("PreferredMimeTypes")!.GetValue(attribute)!;
        var source = Activator.CreateInstance((Type)attribute.GetType().GetProperty("FormatterSourceType")!.GetValue(attribute)!)!;
        var formatters = ((IEnumerable<object>)source.GetType().GetMethod("CreateTypeFormatters")!.Invoke(source, [])!).ToList();
        Assert.Contains(mimeType, preferred);
        Assert.Contains("text/plain", preferred);
        Assert.Equal(preferred, formatters.Select(f => (string)f.GetType().GetProperty("MimeType")!.GetValue(f)!));
        foreach (var formatter in formatters)
        {
            var format = formatter.GetType().GetMethod("Format", BindingFlags.Public | BindingFlags.Instance, [typeof(object), typeof(TextWriter)])!;
            using var writer = new StringWriter();
            Assert.True((bool)format.Invoke(formatter, [value, writer])!);
            Assert.NotEqual("", writer.ToString());
        }
    }

    [Theory]
    [MemberData(nameof(Boxes))]
    public void Html_is_balanced(string mimeType, object value)
    {
        Assert.Equal("text/html", mimeType);
        var html = (string)value.GetType().GetMethod("ToHtml")!.Invoke(value, [])!;
        Assert.Equal("div", XDocument.Parse(html).Root!.Name);
    }
}
