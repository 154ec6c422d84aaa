using System.Text.Json.Nodes;
using DistLab.Notebooks.Drawing;

namespace DistLab.Notebooks.Plots;

/// <summary>A figure of one matrix.</summary>
internal sealed class HeatPlot : IPlot
{
    private const int MostLabelled = 12;
    private const int MostDrawn = 96;
    private const double LabelSize = 12;
    private const double CellText = 11;

    private readonly FigureData data;
    private readonly string[] rows;
    private readonly string[] columns;
    private readonly double[,] cells;
    private readonly HeatClasses classes;
    private readonly string? unit;
    private readonly string? footer;

    public HeatPlot(FigureData data)
    {
        this.data = data;
        var series = (HeatSeries)data.Series[0];
        var all = series.Cells.Cast<double>().Where(double.IsFinite).ToList();
        var time = series.IsTime ? TimeUnit.Named(data.Y.Unit) ?? TimeUnit.For(all) : (TimeUnit?)null;
        unit = time?.Name ?? data.Y.Unit;
        (rows, columns, cells, var merged) = Shrink([.. series.Rows], [.. series.Columns], series.Cells, time?.Nanoseconds ?? 1);
        footer = AxisText.Footer(data.Footer, merged > 1 ? [$"Each cell is the mean of up to {merged} by {merged} values."] : []);
        classes = HeatClasses.Of([.. cells.Cast<double>().Where(double.IsFinite)]);
    }

    public string Description => data.Description ?? Describe();

    private bool HasData => cells.Cast<double>().Any(double.IsFinite);

    private string? ValueTitle => data.Y.Title is { } title ? (unit is null ? title : $"{title}, {unit}") : unit;

    public SvgCanvas Draw()
    {
        var card = new Card(data.Title, data.Subtitle, footer);
        var names = Math.Min(170, rows.Select(r => TextMetrics.Width(r, LabelSize)).DefaultIfEmpty(0).Max());
        var left = Math.Max(64, Math.Ceiling(Card.Margin + names + 10));
        var width = Math.Min(Labelled ? 76 : 46, (696 - left) / Math.Max(1, columns.Length));
        var height = Math.Clamp(rows.Length <= 5 ? 40 : 33, 1, 33);
        var cell = (Width: width, Height: Math.Max(2, Math.Min(height, 420.0 / Math.Max(1, rows.Length))));
        var hasTitle = ValueTitle is not null || data.X.Title is not null;
        var top = (hasTitle ? 118 : 96) + card.Shift;
        var bottom = top + (cell.Height * Math.Max(1, rows.Length));
        var canvas = new SvgCanvas(data.Title, Description, height: (int)(bottom + 44 + card.FooterHeight));
        card.Draw(canvas);
        if (hasTitle)
            canvas.Text(left, 84 + card.Shift, TextMetrics.Shorten(string.Join(" · ", new[] { ValueTitle, data.X.Title }.OfType<string>()), 696 - left, LabelSize), LabelSize, Paint.Secondary);
        DrawNames(canvas, left, top, cell, names);
        DrawCells(canvas, left, top, cell);
        if (HasData)
            DrawClassBar(canvas, left, bottom + 12, Math.Max(300, cell.Width * columns.Length));
        else
            canvas.Text(360, top + 14, "no data", 14, Paint.Muted, Anchor.Middle);
        return canvas;
    }

    private bool Labelled => rows.Length <= MostLabelled && columns.Length <= MostLabelled;

    /// <summary>plotly.js-basic has no heat maps: each class is a trace of bars, one bar for each cell.</summary>
    public JsonObject ToPlotly()
    {
        var layout = new PlotlyLayout();
        var found = Cells().ToLookup(c => classes.ClassOf(c.Value));
        var traces = Enumerable.Range(0, Paint.ClassCount).Where(found.Contains).Select(k => Trace(k, [.. found[k]], layout));
        var x = layout.Categories(columns, data.X.Title, legend: 130);
        var y = layout.Rows(rows);
        x["side"] = "top";
        y["range"] = PlotlyLayout.Numbers([rows.Length - 0.5, -0.5]);
        x["range"] = PlotlyLayout.Numbers([-0.5, columns.Length - 0.5]);
        (x["showline"], y["showline"]) = (false, false);
        // The title stands where column names leave it room.
        return layout.Figure(data with { Subtitle = string.Join(" · ", new[] { data.Subtitle, ValueTitle }.Where(t => !string.IsNullOrWhiteSpace(t))) }, footer, traces, x, y, null, legend: true);
    }

    private JsonObject Trace(int step, (int Row, int Column, double Value)[] some, PlotlyLayout layout)
    {
        var name = step == 0 ? $"below {classes.Label(classes.Edges[0])}" : step == 8 ? $"{classes.Label(classes.Edges[7])} and above" : $"{classes.Label(classes.Edges[step - 1])} to {classes.Label(classes.Edges[step])}";
        var trace = new JsonObject
        {
            ["type"] = "bar", ["name"] = name,
            ["x"] = PlotlyLayout.Numbers(some.Select(c => (double)c.Column)), ["base"] = PlotlyLayout.Numbers(some.Select(c => c.Row - 0.48)), ["y"] = PlotlyLayout.Numbers(some.Select(_ => 0.96)), ["width"] = 0.96,
            ["hovertext"] = PlotlyLayout.Texts(some.Select(c => PlotlyLayout.Plain($"{rows[c.Row]}, {columns[c.Column]}: {classes.Label(c.Value)}{(unit is null ? "" : "\u00A0" + unit)}"))), ["hovertemplate"] = "%{hovertext}<extra></extra>",
            ["customdata"] = PlotlyLayout.Numbers(some.Select(c => c.Value)), ["marker"] = new JsonObject { ["color"] = layout.Colour(classes.PaintOf(step)) },
        };
        if (Labelled)
        {
            trace["text"] = PlotlyLayout.Texts(some.Select(c => classes.Label(c.Value)));
            trace["textposition"] = "inside";
            trace["insidetextanchor"] = "middle";
        }
        return trace;
    }

    private IEnumerable<(int Row, int Column, double Value)> Cells()
    {
        for (var r = 0; r < rows.Length; r++)
        {
            for (var c = 0; c < columns.Length; c++)
            {
                if (double.IsFinite(cells[r, c]))
                    yield return (r, c, cells[r, c]);
            }
        }
    }

    private void DrawNames(SvgCanvas canvas, double left, double top, (double Width, double Height) cell, double names)
    {
        var everyRow = Math.Max(1, (int)Math.Ceiling(15 / cell.Height));
        for (var r = 0; r < rows.Length; r += everyRow)
            canvas.Text(left - 10, top + (cell.Height * r) + (cell.Height / 2) + 4, TextMetrics.Shorten(rows[r], names + 1, LabelSize), LabelSize, Paint.Ink, Anchor.End);
        var widest = columns.Select(c => TextMetrics.Width(c, CellText)).DefaultIfEmpty(0).Max();
        var everyColumn = Math.Max(1, (int)Math.Ceiling(Math.Min(widest + 6, 44) / cell.Width));
        for (var c = 0; c < columns.Length; c += everyColumn)
            canvas.Text(left + (cell.Width * (c + 0.5)) - 0.75, top - 8, TextMetrics.Shorten(columns[c], (cell.Width * everyColumn) - 3, CellText), CellText, Paint.Secondary, Anchor.Middle);
        canvas.Layer();
    }

    private void DrawCells(SvgCanvas canvas, double left, double top, (double Width, double Height) cell)
    {
        var gap = cell.Width > 8 && cell.Height > 8 ? 1.5 : 0;
        var fits = Labelled && Cells().All(c => TextMetrics.Width(classes.Label(c.Value), CellText) <= cell.Width - gap - 1);
        for (var r = 0; r < rows.Length; r++)
        {
            for (var c = 0; c < columns.Length; c++)
            {
                var (x, y, value) = (left + (cell.Width * c), top + (cell.Height * r), cells[r, c]);
                var paint = double.IsFinite(value) ? classes.PaintOf(classes.ClassOf(value)) : Paint.Tint;
                if (gap > 0)
                    canvas.Rect(x, y, cell.Width - gap, cell.Height - gap, paint, radius: 2);
                else
                    canvas.Path(SvgPath.Poly([(x, y), (x + cell.Width, y), (x + cell.Width, y + cell.Height), (x, y + cell.Height)], close: true), fill: paint);
                if (fits && double.IsFinite(value))
                    canvas.Text(x + (cell.Width / 2) - 0.75, y + (cell.Height / 2) + 3.5, classes.Label(value), CellText, paint.Over(), Anchor.Middle);
            }
        }
    }

    private void DrawClassBar(SvgCanvas canvas, double x, double y, double total)
    {
        var width = Math.Min(total, 696 - x) / Paint.ClassCount;
        for (var k = 0; k < Paint.ClassCount; k++)
            canvas.Rect(x + (width * k), y, width, 9, classes.PaintOf(k));
        var labels = Numbers.Row(classes.Edges, classes.Edges.Zip(classes.Edges.Skip(1), (a, b) => b - a).Min());
        for (var k = 0; k < labels.Count; k++)
            canvas.Text(x + (width * (k + 1)), y + 22, (classes.IsDiverging && classes.Edges[k] > 0 ? "+" : "") + labels[k], CellText, Paint.Muted, Anchor.Middle);
        if (unit is not null)
            canvas.Text(x + (width * Paint.ClassCount) + 2, y + 22, unit, CellText, Paint.Muted, Anchor.End, halo: Paint.Card);
    }

    /// <summary>A matrix in display units; one with more rows or columns than can be drawn is averaged over square blocks.</summary>
    private static (string[] Rows, string[] Columns, double[,] Cells, int Block) Shrink(string[] rows, string[] columns, double[,] values, double unit)
    {
        var block = Math.Max(1, (int)Math.Ceiling(Math.Max(rows.Length, columns.Length) / (double)MostDrawn));
        var (down, across) = ((rows.Length + block - 1) / block, (columns.Length + block - 1) / block);
        var small = new double[down, across];
        for (var r = 0; r < down; r++)
        {
            for (var c = 0; c < across; c++)
            {
                var (r0, c0) = (r * block, c * block);
                var inside = Enumerable.Range(r0, Math.Min(block, rows.Length - r0)).SelectMany(i => Enumerable.Range(c0, Math.Min(block, columns.Length - c0)).Select(j => values[i, j])).Where(double.IsFinite).ToList();
                small[r, c] = inside.Count == 0 ? double.NaN : inside.Average() / unit;
            }
        }
        return ([.. rows.Where((_, i) => i % block == 0)], [.. columns.Where((_, i) => i % block == 0)], small, block);
    }

    private string Describe()
    {
        if (!HasData)
            return "Heat map without data.";
        var (least, most) = (Cells().MinBy(c => c.Value), Cells().MaxBy(c => c.Value));
        var after = unit is null ? "" : "\u00A0" + unit;
        return $"Heat map{(ValueTitle is null ? "" : " of " + ValueTitle)}, {rows.Length} rows by {columns.Length} columns. Least {Numbers.Text(least.Value)}{after} at {rows[least.Row]}, {columns[least.Column]}; greatest {Numbers.Text(most.Value)}{after} at {rows[most.Row]}, {columns[most.Column]}.";
    }
}
