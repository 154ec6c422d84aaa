using DistLab.Notebooks.Drawing;

namespace DistLab.Notebooks.Plots;

/// <summary>The static drawing of a figure of bars.</summary>
internal sealed class BarSvg
{
    private const double LabelSize = 11;
    private const double GuessedWidth = 640;
    private readonly BarModel model;
    private readonly CategoryAxis axis;
    private readonly PlotFrame frame;
    private readonly double width;
    private readonly double gap;
    private readonly List<(double X, double Y)> ink = [];

    public BarSvg(BarModel model)
    {
        this.model = model;
        axis = new CategoryAxis(model.Categories, GuessedWidth);
        frame = new PlotFrame(model.Data, model.Footer, model.Y, model.XTitle, model.YTitle, Entries(), extraBottom: axis.ExtraHeight);
        var count = Math.Max(1, model.Bars.Count);
        var room = Group * 0.8 / count;
        gap = room > 8 ? 3 : room > 3 ? 1 : 0;
        width = Math.Clamp(room - gap, 0.5, count == 1 ? 46 : 34);
    }

    private double Group => frame.Width / Math.Max(1, model.Categories.Count);

    public SvgCanvas Draw(string description)
    {
        var canvas = frame.Begin(model.Data.Title, description);
        axis.Draw(canvas, frame);
        if (!model.HasData)
            canvas.Text((frame.Left + frame.Right) / 2, (frame.Top + frame.Bottom) / 2, "no data", 14, Paint.Muted, Anchor.Middle, halo: Paint.Card);
        Each((row, s, i, value) => DrawBar(canvas, row, s, i, value));
        canvas.Layer();
        DrawTheory(canvas, casing: true);
        Each((_, s, i, value) => DrawError(canvas, s, i, value, casing: true));
        canvas.Layer();
        DrawTheory(canvas, casing: false);
        Each((_, s, i, value) => DrawError(canvas, s, i, value, casing: false));
        canvas.Layer();
        var hasValues = DrawValues(canvas);
        var placer = new NotePlacer(frame, ink);
        foreach (var note in model.Data.Notes)
        {
            var (category, y) = model.Place(note);
            if (category >= 0 && double.IsFinite(y))
                placer.Draw(canvas, axis.Centre(frame, category), Above(category, Y(y), hasValues), note.Text);
        }
        return canvas;
    }

    /// <summary>A leader to the top of a bar ends above the value that stands there.</summary>
    private double Above(int category, double y, bool hasValues) =>
        hasValues && model.Bars.Any(b => model.IsShown(b.Values[category]) && Math.Abs(Y(b.Values[category].Y) - y) < 16) ? y - 20 : y;

    private List<(KeySign, string, Look)> Entries()
    {
        var entries = new List<(KeySign, string, Look)>();
        if (model.Bars.Count > 1)
            entries.AddRange(model.Bars.Select(b => (KeySign.Swatch, b.Name, b.Look)));
        var theory = model.Theory.Select(t => model.Bars.Any(b => b.Name == t.Name) ? "theory" : t.Name).Distinct();
        entries.AddRange(theory.Select(t => (KeySign.TheoryMark, t, new Look(Paint.Ink, 1))));
        if (model.Bars.Any(b => b.Values.Any(v => v.HasInterval)))
            entries.Add((KeySign.ErrorBar, model.Data.Interval ?? "interval", new Look(Paint.Ink, 1)));
        return entries;
    }

    private void Each(Action<BarRow, int, int, Sample> draw)
    {
        for (var s = 0; s < model.Bars.Count; s++)
        {
            for (var i = 0; i < model.Categories.Count; i++)
            {
                if (model.IsShown(model.Bars[s].Values[i]))
                    draw(model.Bars[s], s, i, model.Bars[s].Values[i]);
            }
        }
    }

    private double Centre(int series, int category) =>
        axis.Centre(frame, category) + ((series - ((model.Bars.Count - 1) / 2.0)) * (width + gap));

    private double Y(double value) => Math.Clamp(frame.Y(value), frame.Top, frame.Bottom);

    private void DrawBar(SvgCanvas canvas, BarRow row, int series, int category, Sample value)
    {
        var (x, from, to) = (Centre(series, category), Y(model.Base), Y(value.Y));
        if (Math.Abs(from - to) > 0.05)
            canvas.Path(SvgPath.Bar(x - (width / 2), width, from, to), fill: row.Look.Paint);
        for (var y = Math.Min(from, to) - 14; y <= Math.Max(from, to); y += 6)
            ink.AddRange([(x - (width / 2), y), (x, y), (x + (width / 2), y)]);
    }

    /// <summary>A light casing keeps dark strokes visible on dark bars.</summary>
    private void DrawError(SvgCanvas canvas, int series, int category, Sample value, bool casing)
    {
        if (!value.HasInterval)
            return;
        var (x, low, high) = (Centre(series, category), Y(value.Low), Y(value.High));
        if (low - high < 0.5)
            return;
        var cap = Math.Min(3.5, width / 2);
        if (casing)
            canvas.Path(SvgPath.ErrorBar(x, low, Math.Min(low, Math.Max(high, Y(value.Y))), cap), Paint.Card, width: 3.5);
        else
            canvas.Path(SvgPath.ErrorBar(x, low, high, cap), Paint.Ink, width: 1.25);
    }

    private void DrawTheory(SvgCanvas canvas, bool casing)
    {
        foreach (var theory in model.Theory)
        {
            var own = model.Bars.Select((b, s) => (b, s)).Where(p => p.b.Name == theory.Name).Select(p => p.s).DefaultIfEmpty(-1).First();
            for (var i = 0; i < model.Categories.Count; i++)
            {
                if (!model.IsShown(theory.Values[i]) || theory.Values[i].Y > model.Y.High || theory.Values[i].Y < model.Y.Low)
                    continue;
                var (first, last) = own >= 0 ? (own, own) : (0, Math.Max(0, model.Bars.Count - 1));
                var (left, right, y) = (Centre(first, i) - (width / 2), Centre(last, i) + (width / 2), Y(theory.Values[i].Y));
                if (casing)
                    canvas.Line(left, y, right, y, Paint.Card, 4);
                else
                    canvas.Line(left - 2, y, right + 2, y, Paint.Ink, 1.75, "4 3");
            }
        }
    }

    /// <summary>Every value stands over its bar, or none does: a reader would take a missing one for a missing value.</summary>
    private bool DrawValues(SvgCanvas canvas)
    {
        var room = model.Bars.Count <= 1 ? Group - 4 : width + gap + 1;
        var fits = true;
        Each((_, _, _, value) => fits &= TextMetrics.Width(Numbers.Text(value.Y), LabelSize) <= room);
        if (!fits)
            return false;
        Each((_, s, i, value) =>
        {
            var tops = model.Theory.Select(t => t.Values[i].Y).Where(t => double.IsFinite(t) && Math.Abs(Y(t) - Y(value.Y)) < 16).Append(value.Y).Append(value.HasInterval ? value.High : value.Y);
            var y = value.Y < 0 ? Math.Max(Y(value.Y), value.HasInterval ? Y(value.Low) : 0) + 14 : tops.Min(Y) - 6;
            canvas.Text(Centre(s, i), y, Numbers.Text(value.Y), LabelSize, Paint.Secondary, Anchor.Middle, halo: Paint.Card);
        });
        return true;
    }
}
