namespace DistLab.Notebooks.Display;

/// <summary>How a notebook shows a lattice: as a static drawing.</summary>
internal sealed class LatticeFormatterSource
{
#pragma warning disable CA1822 // The formatting library calls it on an instance.
    public IEnumerable<object> CreateTypeFormatters() =>
    [
        new MimeFormatter(typeof(LatticeDiagram), FigureFormatterSource.Svg, diagram => ((LatticeDiagram)diagram).ToSvg()),
        new MimeFormatter(typeof(LatticeDiagram), FigureFormatterSource.Text, diagram => diagram.ToString()!),
    ];
#pragma warning restore CA1822
}
