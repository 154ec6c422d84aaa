namespace DistLab.Notebooks.Display;

/// <summary>How a notebook shows who waits for whom: as a static drawing.</summary>
internal sealed class WaitForFormatterSource
{
#pragma warning disable CA1822 // The formatting library calls it on an instance.
    public IEnumerable<object> CreateTypeFormatters() =>
    [
        new MimeFormatter(typeof(WaitForDiagram), FigureFormatterSource.Svg, diagram => ((WaitForDiagram)diagram).ToSvg()),
        new MimeFormatter(typeof(WaitForDiagram), FigureFormatterSource.Text, diagram => diagram.ToString()!),
    ];
#pragma warning restore CA1822
}
