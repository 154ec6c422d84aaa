namespace DistLab.Notebooks.Display;

/// <summary>How a notebook shows a space-time diagram: as it shows a figure.</summary>
internal sealed class SpaceTimeFormatterSource
{
#pragma warning disable CA1822 // The formatting library calls it on an instance.
    public IEnumerable<object> CreateTypeFormatters() =>
    [
        new MimeFormatter(typeof(SpaceTimeDiagram), FigureFormatterSource.Plotly, diagram => ((SpaceTimeDiagram)diagram).ToPlotlyJson()),
        new MimeFormatter(typeof(SpaceTimeDiagram), FigureFormatterSource.Svg, diagram => ((SpaceTimeDiagram)diagram).ToSvg()),
        new MimeFormatter(typeof(SpaceTimeDiagram), FigureFormatterSource.Text, diagram => diagram.ToString()!),
    ];
#pragma warning restore CA1822
}
