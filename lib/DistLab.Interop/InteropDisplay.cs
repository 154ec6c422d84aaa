using System.Runtime.CompilerServices;
using DistLab.Notebooks;
using DistLab.Notebooks.Display;
using Microsoft.Data.Analysis;
using Microsoft.DotNet.Interactive.Formatting;
using Plotly.NET;
using Figure = DistLab.Notebooks.Figure;

namespace DistLab.Interop;

/// <summary>
/// How a notebook shows charts of Plotly.NET and data frames: a chart interactive and drawn, as a figure is; a frame as a table.
/// </summary>
public static class InteropDisplay
{
    private static int s_registered;

    /// <summary>
    /// Lets the notebook show them so from now on. It happens by itself when the library is first used; before that, call it.
    /// </summary>
    public static void Register()
    {
        if (Interlocked.Exchange(ref s_registered, 1) == 1)
            return;
        Formatter.SetPreferredMimeTypesFor(typeof(GenericChart), FigureFormatterSource.Plotly, FigureFormatterSource.Svg, FigureFormatterSource.Text);
        Formatter.Register<GenericChart>((chart, writer) => writer.Write(GenericChart.toFigureJson(chart)), FigureFormatterSource.Plotly);
        Formatter.Register<GenericChart>((chart, writer) => writer.Write(Drawn(chart).ToSvg()), FigureFormatterSource.Svg);
        Formatter.Register<GenericChart>((chart, writer) => writer.Write(Drawn(chart).ToString()), FigureFormatterSource.Text);
        Formatter.SetPreferredMimeTypesFor(typeof(DataFrame), TableFormatterSource.Html, TableFormatterSource.Text);
        Formatter.Register<DataFrame>((frame, writer) => writer.Write(Shown(frame)?.ToHtml() ?? "<p>no columns</p>"), TableFormatterSource.Html);
        Formatter.Register<DataFrame>((frame, writer) => writer.Write(Shown(frame)?.ToString() ?? "(no columns)"), TableFormatterSource.Text);
    }

#pragma warning disable CA2255 // The library's whole purpose is to be loaded by notebooks, which should not have to ask.
    [ModuleInitializer]
    internal static void RegisterOnLoad() => Register();
#pragma warning restore CA2255

    private static Figure Drawn(GenericChart chart) => Figure.Sketch(GenericChart.toFigureJson(chart));

    private static Table<int>? Shown(DataFrame frame) => frame.Columns.Count == 0 ? null : frame.AsTable();
}
