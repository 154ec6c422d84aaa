namespace DistLab.Notebooks.Display;

/// <summary>How a notebook shows valences: as a static drawing.</summary>
internal sealed class ValenceFormatterSource
{
#pragma warning disable CA1822 // The formatting library calls it on an instance.
    public IEnumerable<object> CreateTypeFormatters() =>
    [
        new MimeFormatter(typeof(ValenceDiagram), FigureFormatterSource.Svg, diagram => ((ValenceDiagram)diagram).ToSvg()),
        new MimeFormatter(typeof(ValenceDiagram), FigureFormatterSource.Text, diagram => diagram.ToString()!),
    ];
#pragma warning restore CA1822
}
