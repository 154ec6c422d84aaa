namespace DistLab.Kernel.Tests;

public sealed class EngineOutputTests
{
    private readonly Session _session = new();

    [Fact]
    public async Task Prints_and_displays_come_in_the_order_of_the_code()
    {
        await _session.ValueAsync("Console.Write(\"a\"); display(1); Console.Error.Write(\"b\"); \"two\".Display(); Console.WriteLine('c');");
        Assert.Equal("a[1 text/plain=1](err)b[2 text/plain=two]c\n", _session.Log.ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task A_display_can_be_updated_also_from_a_later_cell()
    {
        await _session.ValueAsync("var shown = display(\"before\");");
        await _session.ValueAsync("shown.Update(\"after\");");
        Assert.Equal("[1 text/plain=before][1←text/plain=after]", _session.Log);
    }

    [Theory]
    [InlineData("HTML(\"<b>x</b>\")", "text/html", "<b>x</b>")]
    [InlineData("0.1 + 0.2", "text/plain", "0.30000000000000004")]
    [InlineData("TimeSpan.FromSeconds(1.5)", "text/plain", "00:00:01.5000000")]
    [InlineData("DayOfWeek.Friday", "text/plain", "Friday")]
    [InlineData("\"<text>\"", "text/plain", "<text>")]
    public async Task Values_are_shown_in_the_mime_type_that_suits_them(string source, string mimeType, string text)
    {
        var result = await _session.RunAsync(source);
        Assert.Equal([KeyValuePair.Create(mimeType, text)], result.Value!.Values);
    }

    [Fact]
    public async Task A_list_is_shown_as_html() =>
        Assert.Equal("text/html", (await _session.RunAsync("new[] { 1, 2 }.ToList()")).Value!.Values[0].Key);

    [Fact]
    public async Task A_type_that_names_its_formatters_by_convention_is_shown_in_all_its_mime_types()
    {
        await _session.ValueAsync("""
            using System.IO;
            [AttributeUsage(AttributeTargets.Class)]
            public class TypeFormatterSourceAttribute(Type source) : Attribute
            {
                public Type FormatterSourceType { get; } = source;
                public string[] PreferredMimeTypes { get; set; }
            }
            public class Writer(string mimeType, string text)
            {
                public string MimeType => mimeType;
                public bool Format(object value, TextWriter writer) { writer.Write(text); return true; }
            }
            public class Source
            {
                public IEnumerable<object> CreateTypeFormatters() =>
                    new[] { new Writer("application/vnd.plotly.v1+json", "{\"data\": []}"), new Writer("image/svg+xml", "<svg/>"), new Writer("text/plain", "a figure") };
            }
            [TypeFormatterSource(typeof(Source), PreferredMimeTypes = new[] { "application/vnd.plotly.v1+json", "image/svg+xml", "text/plain" })]
            public class Figure { }
            """);
        var bundle = (await _session.RunAsync("new Figure()")).Value!;
        Assert.Equal(["application/vnd.plotly.v1+json", "image/svg+xml", "text/plain"], bundle.Values.Select(value => value.Key));
        Assert.Equal("""{"data":[]}""", bundle.ToJson()["application/vnd.plotly.v1+json"]!.ToJsonString());
        Assert.Equal("<svg/>", (string?)bundle.ToJson()["image/svg+xml"]);
    }

    [Fact]
    public async Task A_cell_in_another_language_is_shown_and_code_may_follow_it()
    {
        var value = await _session.ValueAsync("#!markdown\n# Title\n#!html\n<b>bold</b>\n#!mermaid\ngraph LR\n  A --> B\n#!csharp\n6 * 7");
        Assert.Equal("42", value);
        Assert.Equal(
            "[1 text/markdown=# Title;text/plain=# Title][2 text/html=<b>bold</b>][3 text/vnd.mermaid=graph LR\n  A --> B;text/plain=graph LR\n  A --> B]",
            _session.Log);
    }

    [Fact]
    public async Task Javascript_becomes_a_script_in_the_page()
    {
        await _session.ValueAsync("#!javascript\nalert(1)");
        Assert.Equal("[1 text/html=<script type=\"text/javascript\">\nalert(1)\n</script>]", _session.Log);
    }

    [Fact]
    public async Task The_time_directive_shows_the_cells_time()
    {
        Assert.Equal("2", await _session.ValueAsync("#!time\n1 + 1"));
        Assert.Matches(@"^\[1 text/plain=Wall time: \d+\.\d ms\]$", _session.Log);
    }

    [Fact]
    public async Task What_is_printed_beyond_the_limit_is_dropped_and_counted()
    {
        var session = new Session(printLimit: 1000);
        await session.ValueAsync("for (int i = 0; i < 500; i++) Console.Write(\"0123456789\"); Console.Error.Write(\"late\");");
        Assert.Equal(string.Concat(Enumerable.Repeat("0123456789", 100)) + "\n[The first 1,000 characters that this cell printed are kept; 4,004 more were dropped.]\n", session.Log);
        await session.ValueAsync("Console.Write(\"next\");");
        Assert.EndsWith("next", session.Log);
    }

    [Fact]
    public async Task Threads_of_a_cell_print_to_that_cell()
    {
        await _session.ValueAsync("var t = new System.Threading.Thread(() => Console.Write(\"from a thread\")); t.Start(); t.Join();");
        Assert.Equal("from a thread", _session.Log);
    }
}
