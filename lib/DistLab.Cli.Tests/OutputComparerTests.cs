using System.Text.Json.Nodes;
using DistLab.Cli.Checking;
using static DistLab.Cli.Tests.NotebookBuilder;

namespace DistLab.Cli.Tests;

public class OutputComparerTests
{
    private static IReadOnlyList<string> Compare(JsonObject[] committed, JsonObject[] now, string source = "x", string tag = "none") =>
        [.. OutputComparer.Compare(
            new NotebookBuilder().Text("# T").Tagged(tag, source, committed).Build(),
            Pages.Run(new NotebookBuilder().Text("# T").Tagged(tag, source, now).Build())).Select(difference => difference.ToString().ReplaceLineEndings("\n"))];

    [Fact]
    public void Equal_outputs_do_not_differ() =>
        Assert.Empty(Compare([Stream("a\n"), Data(("text/plain", "b"))], [Stream("a\n"), Data(("text/plain", "b"))]));

    [Fact]
    public void How_a_stream_was_cut_into_pieces_does_not_matter() =>
        Assert.Empty(Compare([Stream("one\ntwo\n")], [Stream("one\n"), Stream("tw"), Stream("o\n")]));

    [Fact]
    public void Lines_as_a_list_or_as_one_text_do_not_matter() =>
        Assert.Empty(Compare([Data(("text/plain", new JsonArray("a\n", "b")))], [Data(("text/plain", "a\nb"))]));

    [Fact]
    public void How_JSON_is_written_does_not_matter() => Assert.Empty(Compare(
        [Data(("application/vnd.plotly.v1+json", JsonNode.Parse("""{"a": 1.0, "b": [1e-3]}""")!))],
        [Data(("application/vnd.plotly.v1+json", JsonNode.Parse("""{"b": [0.001], "a": 1}""")!))]));

    [Fact]
    public void A_changed_number_in_JSON_does() => Assert.StartsWith("  cell 1, output 1: application/json, line 2", Assert.Single(Compare(
        [Data(("application/json", JsonNode.Parse("""{"a": 1}""")!))],
        [Data(("application/json", JsonNode.Parse("""{"a": 2}""")!))])));

    [Fact]
    public void The_first_line_that_differs_is_shown_in_the_form_that_reads_best() => Assert.Equal(
        "  cell 1, output 1: text/plain (and image/svg+xml), line 2\n    - b\n    + c",
        Assert.Single(Compare([Data(("image/svg+xml", "<svg>b"), ("text/plain", "a\nb"))], [Data(("image/svg+xml", "<svg>c"), ("text/plain", "a\nc"))])));

    [Fact]
    public void A_long_line_is_cut_around_the_difference()
    {
        var difference = Assert.Single(Compare([Stream(new string('x', 5000) + "1" + new string('y', 5000))], [Stream(new string('x', 5000) + "2" + new string('y', 5000))]));
        Assert.Contains("xxx1yyy", difference);
        Assert.Contains("xxx2yyy", difference);
        Assert.True(difference.Length < 400);
    }

    [Fact]
    public void Missing_and_new_outputs_are_named() => Assert.Equal(
        ["  cell 1, output 1: text/plain is now stderr: oops", "  cell 1, output 2: text/plain is missing now"],
        Compare([Data(("text/plain", "a")), Data(("text/plain", "b"))], [Stream("oops", "stderr")]));

    [Fact]
    public void A_missing_form_of_a_value_is_a_difference() =>
        Assert.Contains("image/svg+xml", Assert.Single(Compare([Data(("text/plain", "a"), ("image/svg+xml", "<svg/>"))], [Data(("text/plain", "a"))])));

    [Fact]
    public void Errors_are_compared_by_name_and_message_not_by_trace()
    {
        Assert.Empty(Compare([Error("E", "no", "at line 1")], [Error("E", "no", "at line 2")]));
        Assert.Single(Compare([Error("E", "no")], [Error("E", "yes")]));
    }

    [Fact]
    public void Of_timing_cells_only_the_presence_of_outputs_counts()
    {
        Assert.Empty(Compare([Stream("1 s"), Stream("x", "stderr")], [Stream("2 s")], tag: "timing"));
        Assert.Single(Compare([Stream("1 s")], [], tag: "timing"));
        Assert.Single(Compare([Stream("1 s")], [Stream("2 s")]));
    }

    [Fact]
    public void What_time_prints_need_only_be_there()
    {
        Assert.Empty(Compare([Data(("text/plain", "42")), Data(("text/plain", "Wall time: 1.5 ms"))], [Data(("text/plain", "42")), Data(("text/plain", "Wall time: 13.0 ms"))]));
        Assert.Single(Compare([Data(("text/plain", "42")), Data(("text/plain", "Wall time: 1.5 ms"))], [Data(("text/plain", "42"))]));
    }

    [Fact]
    public void Cells_are_counted_among_code_cells() =>
        Assert.StartsWith("  cell 2, ", OutputComparer.Compare(
            new NotebookBuilder().Code("a").Text("t").Code("b", Stream("1")).Build(),
            Pages.Run(new NotebookBuilder().Code("a").Text("t").Code("b", Stream("2")).Build()))[0].ToString());
}
