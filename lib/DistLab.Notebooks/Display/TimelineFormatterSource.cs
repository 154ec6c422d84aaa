namespace DistLab.Notebooks.Display;

/// <summary>How a notebook shows an operation timeline: as it shows a figure.</summary>
internal sealed class TimelineFormatterSource
{
#pragma warning disable CA1822 // The formatting library calls it on an instance.
    public IEnumerable<object> CreateTypeFormatters() =>
    [
        new MimeFormatter(typeof(OperationTimeline), FigureFormatterSource.Plotly, timeline => ((OperationTimeline)timeline).ToPlotlyJson()),
        new MimeFormatter(typeof(OperationTimeline), FigureFormatterSource.Svg, timeline => ((OperationTimeline)timeline).ToSvg()),
        new MimeFormatter(typeof(OperationTimeline), FigureFormatterSource.Text, timeline => timeline.ToString()!),
    ];
#pragma warning restore CA1822
}
