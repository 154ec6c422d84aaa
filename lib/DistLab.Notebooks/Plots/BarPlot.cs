using System.Text.Json.Nodes;
using DistLab.Notebooks.Drawing;

namespace DistLab.Notebooks.Plots;

/// <summary>A figure of bars by category.</summary>
internal sealed class BarPlot(FigureData data) : IPlot
{
    private const int MostValues = 12;
    private const double GroupShare = 0.8;
    private readonly BarModel model = BarModel.From(data);

    public string Description => data.Description ?? Describe();

    public SvgCanvas Draw() => new BarSvg(model).Draw(Description);

    public JsonObject ToPlotly()
    {
        var layout = new PlotlyLayout();
        var share = GroupShare / Math.Max(1, model.Bars.Count);
        var traces = model.Bars.Select((row, s) => Bars(row, (s * share) - (GroupShare / 2), share * 0.92, layout))
            .Concat(model.Theory.Select(row => Marks(row, share, layout)));
        return layout.Figure(data, model.Footer, traces, layout.Categories(model.Categories, model.XTitle, PlotlyLayout.LegendWidth([.. model.Bars.Concat(model.Theory).Select(r => r.Name)])), layout.Axis(model.Y, model.YTitle, isX: false), model.YTitle, model.Bars.Count + model.Theory.Count > 1, model.Data.Notes.Select(n => Annotation(n, layout)).OfType<JsonObject>());
    }

    private JsonObject Bars(BarRow row, double offset, double width, PlotlyLayout layout)
    {
        var trace = new JsonObject
        {
            ["type"] = "bar", ["name"] = PlotlyLayout.Name(row.Name),
            ["x"] = PlotlyLayout.Numbers(Enumerable.Range(0, model.Categories.Count).Select(i => (double)i)),
            ["y"] = PlotlyLayout.Numbers(row.Values.Select(v => model.IsShown(v) ? v.Y : double.NaN)),
            ["offset"] = offset, ["width"] = width,
            ["text"] = PlotlyLayout.Texts(row.Values.Select(v => model.IsShown(v) ? Numbers.Text(v.Y) : "")), ["textposition"] = row.Values.Any(v => v.HasInterval) ? "none" : "outside", ["cliponaxis"] = false,
            ["marker"] = new JsonObject { ["color"] = layout.Colour(row.Look.Paint) },
        };
        if (row.Values.Any(v => v.HasInterval))
            trace["error_y"] = XyPlotly.ErrorBars(row.Values, layout.Colour(Paint.Ink));
        return trace;
    }

    private JsonObject Marks(BarRow row, double share, PlotlyLayout layout)
    {
        var own = model.Bars.Select((b, s) => (b, s)).Where(p => p.b.Name == row.Name).Select(p => p.s).DefaultIfEmpty(-1).First();
        var offset = own < 0 ? 0 : ((own + 0.5) * share) - (GroupShare / 2);
        return new JsonObject
        {
            ["type"] = "scatter", ["mode"] = "markers", ["name"] = PlotlyLayout.Name(own < 0 ? row.Name : row.Name + ", theory"),
            ["x"] = PlotlyLayout.Numbers(Enumerable.Range(0, model.Categories.Count).Select(i => i + offset)), ["y"] = PlotlyLayout.Numbers(row.Values.Select(v => v.Y)),
            ["marker"] = new JsonObject { ["symbol"] = "line-ew-open", ["size"] = 26, ["color"] = layout.Colour(Paint.Ink), ["line"] = new JsonObject { ["width"] = 2, ["color"] = layout.Colour(Paint.Ink) } },
        };
    }

    private JsonObject? Annotation(Note note, PlotlyLayout layout)
    {
        var (category, y) = model.Place(note);
        return category < 0 || !double.IsFinite(y) ? null : layout.Remark(note.Text, category, model.Y.IsLog ? Math.Log10(y) : y, (category + 0.5) / model.Categories.Count, model.Y.Share(y));
    }

    private string Describe()
    {
        if (!model.HasData)
            return "Bar chart without data.";
        var rows = model.Bars.Select(row =>
        {
            var shown = row.Values.Zip(model.Categories).Where(p => model.IsShown(p.First)).ToList();
            var values = string.Join(", ", shown.Take(MostValues).Select(p => $"{p.Second} {Numbers.Text(p.First.Y)}"));
            if (shown.Count <= MostValues)
                return $"{row.Name}: {values}";
            var (least, most) = (shown.MinBy(p => p.First.Y), shown.MaxBy(p => p.First.Y));
            return $"{row.Name}: {values} and {shown.Count - MostValues} more, least {Numbers.Text(least.First.Y)} at {least.Second}, greatest {Numbers.Text(most.First.Y)} at {most.Second}";
        });
        var theory = model.Theory.Count > 0 ? $" Dashed marks show {string.Join(", ", model.Theory.Select(t => t.Name).Distinct())}." : "";
        return $"Bar chart{(model.YTitle is null ? "" : " of " + model.YTitle)}{(model.XTitle is null ? "" : " by " + model.XTitle)}. {string.Join("; ", rows)}.{theory}";
    }
}
