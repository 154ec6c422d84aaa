using System.Text.Json.Nodes;
using DistLab.Notebooks.Drawing;

namespace DistLab.Notebooks.Plots;

/// <summary>A laid-out figure, from which all its renderings come.</summary>
internal interface IPlot
{
    /// <summary>Axes, series and key values in two to four sentences.</summary>
    string Description { get; }

    /// <summary>The static drawing.</summary>
    SvgCanvas Draw();

    /// <summary>The Plotly figure: data and layout.</summary>
    JsonObject ToPlotly();
}
