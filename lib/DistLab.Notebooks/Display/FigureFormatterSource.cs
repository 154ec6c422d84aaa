namespace DistLab.Notebooks.Display;

/// <summary>How a notebook shows a figure. There is no HTML: most viewers would prefer it and hide the static drawing.</summary>
internal sealed class FigureFormatterSource
{
    public const string Plotly = "application/vnd.plotly.v1+json";
    public const string Svg = "image/svg+xml";
    public const string Text = "text/plain";

#pragma warning disable CA1822 // The formatting library calls it on an instance.
    public IEnumerable<object> CreateTypeFormatters() =>
    [
        new MimeFormatter(typeof(Figure), Plotly, f => ((Figure)f).ToPlotlyJson()),
        new MimeFormatter(typeof(Figure), Svg, f => ((Figure)f).ToSvg()),
        new MimeFormatter(typeof(Figure), Text, f => f.ToString()!),
    ];
#pragma warning restore CA1822
}
