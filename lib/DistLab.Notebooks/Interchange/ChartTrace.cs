using System.Text.Json.Nodes;

namespace DistLab.Notebooks.Interchange;

/// <summary>A trace of a Plotly chart.</summary>
internal sealed class ChartTrace(JsonObject json)
{
    public string Type { get; } = json.Text("type") switch { null => "scatter", "scattergl" => "scatter", var type => type };

    public string Name { get; } = ChartText.Plain(json.Text("name") ?? "");

    /// <summary>The traces of one series share it.</summary>
    public string? Group { get; } = json.Text("legendgroup");

    /// <summary>What it is, where its type does not tell; our own charts say so.</summary>
    public string? Role { get; } = json.Text("meta");

    /// <summary>The heads under which its hover labels, line by line, make a table; our own charts say so.</summary>
    public IReadOnlyList<string> Heads { get; } = [.. json.Values("meta").OfType<string>()];

    public IReadOnlyList<object?> X { get; } = json.Values("x");

    public IReadOnlyList<object?> Y { get; } = json.Values("y");

    public JsonObject Json => json;

    /// <summary>Whether bars lie down, so that what is across stands in x.</summary>
    public bool IsHorizontal => json.Text("orientation") == "h";

    /// <summary>Whether it shows nothing that could be pointed at: a band, or a line of the frame.</summary>
    public bool IsBackground => json.Text("hoverinfo") == "skip";

    public bool HasLines => json.Text("mode") is { } mode ? mode.Contains("lines", StringComparison.Ordinal) : Type == "scatter";

    public bool IsDashed => json.Object("line").Text("dash") is { } dash && dash != "solid";

    public bool IsStaircase => json.Object("line").Text("shape") is "hv" or "vh" or "hvh" or "vhv";

    public bool IsHollow => json.Object("marker").Text("symbol")?.EndsWith("-open", StringComparison.Ordinal) == true;

    public string? Colour => (json.Object("line").Text("color") ?? json.Object("marker").Text("color")) is { Length: >= 7 } colour && colour[0] == '#' ? colour[..7].ToUpperInvariant() : null;

    /// <summary>Its points: what stands across, and how high. Where x is not given, places are counted from 0.</summary>
    public IReadOnlyList<(object? X, double Y)> Points
    {
        get
        {
            var (across, up) = IsHorizontal ? (Y, X) : (X, Y);
            return [.. up.Select((y, i) => (across.Count == 0 ? i : i < across.Count ? across[i] : null, y as double? ?? double.NaN))];
        }
    }

    /// <summary>The values of a sample: of a box, a histogram, a violin.</summary>
    public IReadOnlyList<double> Sample => [.. (Type == "histogram" && !IsHorizontal && X.Count > 0 || Y.Count == 0 ? X : Y).OfType<double>()];

    /// <summary>The ends of the interval around each point, as values; empty where it has none.</summary>
    public IReadOnlyList<(double Low, double High)> Intervals
    {
        get
        {
            var bars = json.Object(IsHorizontal ? "error_x" : "error_y");
            if (bars is null || bars.Truth("visible") == false)
                return [];
            var up = bars.Values("array");
            var down = bars.Values("arrayminus") is { Count: > 0 } minus && bars.Truth("symmetric") != true ? minus : up;
            return up.Count == 0 ? [] : [.. Points.Select((p, i) => (At(down, i, p.Y, -1), At(up, i, p.Y, 1)))];
        }
    }

    /// <summary>The hover labels of its points, line by line; equal ones that follow each other are of one thing.</summary>
    public IEnumerable<IReadOnlyList<string>> Labels()
    {
        IEnumerable<string> texts = json.Text("hovertemplate") is { } all && !all.Contains("%{", StringComparison.Ordinal)
            ? [all]
            : (json.Values("hovertext") is { Count: > 0 } hover ? hover : json.Values("text")).OfType<string>();
        string? before = null;
        foreach (var text in texts)
        {
            if (text != before && text.Length > 0)
                yield return ChartText.Lines(text);
            before = text;
        }
    }

    private static double At(IReadOnlyList<object?> distances, int i, double value, int sign) =>
        i < distances.Count && distances[i] is double distance ? value + (sign * distance) : double.NaN;
}
