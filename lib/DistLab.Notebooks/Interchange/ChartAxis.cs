using System.Text.Json.Nodes;

namespace DistLab.Notebooks.Interchange;

/// <summary>An axis of a Plotly chart.</summary>
/// <param name="Title">Its title; for the vertical axis of our own charts, what stands above it.</param>
/// <param name="IsLog">Whether it is logarithmic.</param>
/// <param name="Low">Where it was made to begin, as a value; NaN where it finds its own ends.</param>
/// <param name="High">Where it was made to end.</param>
/// <param name="Suffix">What stands behind every tick.</param>
/// <param name="Names">The names of its places 0, 1, 2 …, if our own chart put categories on numbers; else empty.</param>
/// <param name="IsReversed">Whether it runs from the top down, or from right to left.</param>
internal sealed record ChartAxis(string? Title, bool IsLog, double Low, double High, string? Suffix, IReadOnlyList<string> Names, bool IsReversed)
{
    public static ChartAxis Of(JsonObject? layout, string name, string? titleAbove)
    {
        var axis = layout.Object(name + "axis");
        var isLog = axis.Text("type") == "log";
        // Plotly writes the ends of a logarithmic axis as powers of ten.
        double End(object? value) => value is double end ? (isLog ? Math.Pow(10, end) : end) : double.NaN;
        var (low, high) = axis.Values("range") is [var from, var to] ? (End(from), End(to)) : (double.NaN, double.NaN);
        var title = axis.Title() is { Length: > 0 } own ? own : titleAbove;
        return new(
            title is null ? null : ChartText.Plain(title),
            isLog,
            Math.Min(low, high),
            Math.Max(low, high),
            axis.Text("ticksuffix"),
            [.. layout.Object("meta").Values(name).OfType<string>()],
            low > high || axis.Text("autorange") is "reversed");
    }

    /// <summary>What a value on this axis is called: its category, or the value itself.</summary>
    public object? Label(object? value) =>
        value is double at && Names.Count > 0 && Math.Round(at) is var place && place >= 0 && place < Names.Count ? Names[(int)place] : value;
}
