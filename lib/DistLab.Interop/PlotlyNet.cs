using System.Text.Json.Nodes;
using DistLab.Notebooks;
using Microsoft.FSharp.Collections;
using Plotly.NET;
using Figure = DistLab.Notebooks.Figure;

namespace DistLab.Interop;

/// <summary>Figures as charts of Plotly.NET, and back.</summary>
public static class PlotlyNet
{
    /// <summary>
    /// The figure as a chart that Plotly.NET's own functions style further: a trace for each series, Plotly's own boxes,
    /// histograms, heat maps and categories. Each call makes a chart of its own, so that styling one changes no other.
    /// </summary>
    public static GenericChart ToChart(this Figure figure)
    {
        ArgumentNullException.ThrowIfNull(figure);
        return FromJson(figure.ToNativePlotlyJson());
    }

    /// <summary>The diagram as a chart of Plotly.NET. There is no way back: a drawing of a run is not the run.</summary>
    public static GenericChart ToChart(this SpaceTimeDiagram diagram)
    {
        ArgumentNullException.ThrowIfNull(diagram);
        return FromJson(diagram.ToPlotlyJson());
    }

    /// <summary>The chart as a figure, with its static drawing: lines, steps, points, bars, histograms, boxes and heat maps.</summary>
    /// <exception cref="NotSupportedException">The chart shows what no figure can, such as three dimensions or a map; the message says what.</exception>
    public static Figure ToFigure(this GenericChart chart)
    {
        ArgumentNullException.ThrowIfNull(chart);
        return Figure.FromPlotly(GenericChart.toFigureJson(chart));
    }

    private static GenericChart FromJson(string json)
    {
        var figure = JsonNode.Parse(json)!;
        var traces = figure["data"]!.AsArray().Select(trace => PlotlyObjects.Trace(trace!.AsObject()));
        return GenericChart.fromFigure(Plotly.NET.Figure.create(ListModule.OfSeq(traces), PlotlyObjects.Layout(figure["layout"]!.AsObject())));
    }
}
