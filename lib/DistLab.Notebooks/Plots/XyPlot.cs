using System.Text.Json.Nodes;
using DistLab.Notebooks.Drawing;

namespace DistLab.Notebooks.Plots;

/// <summary>A figure of lines, steps, points, histograms or distributions.</summary>
internal sealed class XyPlot(FigureData data) : IPlot
{
    private readonly XyModel model = XyModel.From(data);

    public string Description => data.Description ?? XyDescription.Of(model);

    public SvgCanvas Draw() => new XySvg(model).Draw(Description);

    public JsonObject ToPlotly() => XyPlotly.Of(model);
}
