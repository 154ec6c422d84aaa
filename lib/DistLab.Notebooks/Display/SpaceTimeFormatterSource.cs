namespace DistLab.Notebooks.Display;

/// <summary>How a notebook shows a space-time diagram: as it shows a figure.</summary>
internal sealed class SpaceTimeFormatterSource
{
    public const string Plotly = "application/vnd.plotly.v1+json";
    public const string Svg = "image/svg+xml";
    public const string Text = "text/plain";

#pragma warning disable CA1822 // The formatting library calls it on an instance.
    public IEnumerable<object> CreateTypeFormatters() =>
    [
        new MimeFormatter(typeof(SpaceTimeDiagram), Plotly, diagram => ((SpaceTimeDiagram)diagram).ToPlotlyJson()),
        new MimeFormatter(typeof(SpaceTimeDiagram), Svg, diagram => ((SpaceTimeDiagram)diagram).ToSvg()),
        new MimeFormatter(typeof(SpaceTimeDiagram), Text, diagram => diagram.ToString()!),
    ];
#pragma warning restore CA1822
}
