using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Plotly.NET;
using Plotly.NET.LayoutObjects;
using Plotly.NET.TraceObjects;

namespace DistLab.Interop;

/// <summary>Turns JSON into Plotly.NET's objects.</summary>
/// <remarks>
/// Plotly.NET finds what is there by its type: <c>Chart.withMarkerStyle</c> looks for a <see cref="Marker"/>, an axis's style for
/// a <see cref="LinearAxis"/>, and replaces what is not of that type. So a part is made of the type that its name asks for.
/// </remarks>
internal static class PlotlyObjects
{
    private static readonly string[] Cartesian = ["scatter", "scattergl", "bar", "histogram", "histogram2d", "box", "violin", "heatmap", "contour"];

    public static Trace Trace(JsonObject json)
    {
        var type = (string?)json["type"] ?? "scatter";
        var trace = Cartesian.Contains(type) ? new Trace2D(type) : new Trace(type);
        return Filled(trace, json);
    }

    public static Layout Layout(JsonObject json) => Filled(new Layout(), json);

    private static T Filled<T>(T target, JsonObject json)
        where T : DynamicObj.DynamicObj
    {
        foreach (var (name, value) in json)
        {
            // A trace's type is given when it is made.
            if (value is not null && !(name == "type" && target is Trace))
                target.SetValue(name, Value(name, value));
        }
        return target;
    }

    private static object? Value(string name, JsonNode value) => value switch
    {
        JsonObject part => Filled(Part(name), part),
        JsonArray list => List(name, list),
        _ => Scalar(value.AsValue()),
    };

    private static DynamicObj.DynamicObj Part(string name) => name switch
    {
        "marker" => new Marker(),
        "line" => new Line(),
        "colorbar" => new ColorBar(),
        "legend" => new Legend(),
        _ when name.StartsWith("xaxis", StringComparison.Ordinal) || name.StartsWith("yaxis", StringComparison.Ordinal) => new LinearAxis(),
        _ => new DynamicObj.DynamicObj(),
    };

    private static object List(string name, JsonArray list) => name switch
    {
        "annotations" => list.Select(item => Filled(new Annotation(), item!.AsObject())).ToList(),
        "shapes" => list.Select(item => Filled(new Shape(), item!.AsObject())).ToList(),
        _ when list.All(item => item is null || item.GetValueKind() == JsonValueKind.Number) => list.Select(item => item is null ? null : (double?)Number(item)).ToArray(),
        _ when list.All(item => item is not null && item.GetValueKind() == JsonValueKind.String) => list.Select(item => (string)item!).ToArray(),
        _ => list.Select(item => item is null ? null : Value("", item)).ToArray(),
    };

    private static object? Scalar(JsonValue value) => value.GetValueKind() switch
    {
        JsonValueKind.String => (string)value!,
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        // Plotly.NET asks for whole numbers as such, a chart's height for one.
        JsonValueKind.Number when int.TryParse(value.ToJsonString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) => whole,
        JsonValueKind.Number => Number(value),
        _ => null,
    };

    private static double Number(JsonNode value) => double.Parse(value.ToJsonString(), CultureInfo.InvariantCulture);
}
