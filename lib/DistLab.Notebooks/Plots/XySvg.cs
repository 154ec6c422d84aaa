using System.Text;
using DistLab.Notebooks.Drawing;

namespace DistLab.Notebooks.Plots;

/// <summary>The static drawing of a figure with two numeric axes.</summary>
internal sealed class XySvg
{
    private const double LabelSize = 12.5;
    private const double LongestLabel = 168;
    private const int MostLabels = 13;
    private const double LabelGap = 17;
    private const int MostMarkers = 300;

    private readonly XyModel model;
    private readonly PlotFrame frame;
    private readonly List<(Curve Curve, IReadOnlyList<string> Lines)> labels;
    private readonly List<(double X, double Y)> ink = [];

    public XySvg(XyModel model)
    {
        this.model = model;
        labels = EndLabels(model);
        var room = labels.SelectMany(l => l.Lines).Select(l => TextMetrics.Width(l, LabelSize, bold: true) + 8).DefaultIfEmpty(model.IsDistribution && model.HasData ? 32 : 0).Max();
        var below = model.IsDistribution && model.HasData ? QuantileTable.RoomBelow(model) : 0;
        frame = new PlotFrame(model.Data, model.Footer, model.Y, model.XTitle, model.YTitle, Entries(), room, below: below);
    }

    public SvgCanvas Draw(string description)
    {
        var canvas = frame.Begin(model.Data.Title, description);
        frame.DrawXAxis(canvas, model.X);
        foreach (var curve in model.Curves.Where(c => c.HasEnd && c.HasIntervals))
            DrawBand(canvas, curve);
        canvas.Layer();
        foreach (var curve in model.Curves.Where(c => c.Style == CurveStyle.Histogram))
            DrawBins(canvas, curve);
        foreach (var curve in model.Curves.Where(c => c.Style == CurveStyle.Theory))
            DrawLine(canvas, curve, 1.75, "6 4");
        if (model.IsDistribution)
            DrawGuides(canvas);
        canvas.Layer();
        foreach (var curve in model.Curves.Where(c => c.Style is CurveStyle.Line or CurveStyle.Step or CurveStyle.Distribution))
            DrawLine(canvas, curve, 2.25, null);
        canvas.Layer();
        DrawMarkers(canvas);
        canvas.Layer();
        DrawEndLabels(canvas);
        if (model.IsDistribution && model.HasData)
            new QuantileTable(model, frame, ink).Draw(canvas);
        if (!model.HasData)
            canvas.Text((frame.Left + frame.Right) / 2, (frame.Top + frame.Bottom) / 2, "no data", 14, Paint.Muted, Anchor.Middle, halo: Paint.Card);
        DrawNotes(canvas);
        return canvas;
    }

    private static List<(Curve Curve, IReadOnlyList<string> Lines)> EndLabels(XyModel model)
    {
        var ends = model.Curves.Where(c => c.HasEnd && c.Points.Any(p => double.IsFinite(p.Y))).DistinctBy(c => c.Name).ToList();
        return ends.Count > MostLabels ? [] : [.. ends.Select(c => (c, TextMetrics.Wrap(c.Name, LongestLabel, LabelSize, bold: true, ends.Count > MostLabels / 2 ? 1 : 2)))];
    }

    private List<(KeySign, string, Look)> Entries()
    {
        var entries = new List<(KeySign, string, Look)>();
        var plain = new Look(Paint.Secondary, 1);
        var lines = model.Curves.Where(c => c.HasEnd).ToList();
        if (labels.Count == 0)
            entries.AddRange(lines.DistinctBy(c => c.Name).Select(c => (c.Style == CurveStyle.Theory ? KeySign.Theory : KeySign.MarkedLine, c.Name, c.Look)));
        var measured = model.Curves.Where(c => c.Style == CurveStyle.Measured).ToList();
        var hasRoles = measured.Any(m => lines.Any(l => l.Name == m.Name));
        if (hasRoles)
            entries.Add((KeySign.Line, "simulated", plain));
        if (hasRoles && lines.Any(l => l.Style == CurveStyle.Theory))
            entries.Add((KeySign.Theory, "theory", new Look(Paint.Theory, 1)));
        if (hasRoles)
            entries.Add((KeySign.Measured, "measured", plain));
        entries.AddRange(measured.Where(m => !lines.Any(l => l.Name == m.Name)).Select(m => (KeySign.Measured, m.Name, m.Look)));
        if (model.Curves.Count > 1)
        {
            entries.AddRange(model.Curves.Where(c => c.Style == CurveStyle.Scatter).Select(c => (KeySign.Marker, c.Name, c.Points.Count > MostMarkers ? new Look(c.Look.Paint, 1) : c.Look)));
            entries.AddRange(model.Curves.Where(c => c.Style == CurveStyle.Histogram).Select(c => (KeySign.Swatch, c.Name, c.Look)));
        }
        var interval = model.Data.Interval ?? "interval";
        if (lines.Any(c => c.HasIntervals))
            entries.Add((KeySign.Band, interval, new Look(Paint.Muted, 1)));
        else if (model.Curves.Any(c => !c.HasEnd && c.HasIntervals))
            entries.Add((KeySign.ErrorBar, interval, plain));
        return entries;
    }

    private double X(double value) => frame.Left + (model.X.Share(value) * frame.Width);

    private bool Inside(Sample p) => double.IsFinite(p.Y) && X(p.X) >= frame.Left - 0.5 && X(p.X) <= frame.Right + 0.5 && frame.Y(p.Y) >= frame.Top - 0.5 && frame.Y(p.Y) <= frame.Bottom + 0.5;

    /// <summary>The unbroken runs of a curve in pixels.</summary>
    private IEnumerable<IReadOnlyList<(double X, double Y)>> Runs(Curve curve)
    {
        var run = new List<(double X, double Y)>();
        foreach (var point in curve.Points)
        {
            if (double.IsFinite(point.Y))
                run.Add((X(point.X), frame.Y(point.Y)));
            else if (run.Count > 0)
            {
                yield return run;
                run = [];
            }
        }
        if (run.Count > 0)
            yield return run;
    }

    private void DrawLine(SvgCanvas canvas, Curve curve, double width, string? dash)
    {
        foreach (var run in curve.Style == CurveStyle.Distribution ? Staircase(curve) : Runs(curve))
        {
            var points = curve.Style == CurveStyle.Step ? Geometry.Stairs(run) : run;
            if (points.Count == 1 && dash is null)
                canvas.Path(SvgPath.Marker(curve.Look.Marker, points[0].X, points[0].Y), fill: curve.Look.Paint);
            foreach (var piece in Geometry.Clip(Geometry.Reduce(points), frame.Left, frame.Top - 1, frame.Right + 0.5, frame.Bottom + 1))
            {
                var thin = Geometry.Thin(piece);
                canvas.Path(SvgPath.Poly(thin), curve.Look.Paint, width: width, dash: dash, roundCap: dash is null && curve.Style == CurveStyle.Line);
                AddInk(thin);
            }
        }
    }

    private IEnumerable<IReadOnlyList<(double X, double Y)>> Staircase(Curve curve)
    {
        if (curve.Values.Length == 0)
            return [];
        var stairs = new List<(double X, double Y)>(curve.Values.Length + 2) { (frame.Left, frame.Bottom) };
        stairs.AddRange(curve.Points.Select(p => (X(p.X), frame.Y(p.Y))));
        stairs.Add((frame.Right, frame.Y(100)));
        return [Geometry.Stairs(Geometry.Reduce(stairs))];
    }

    private void AddInk(IReadOnlyList<(double X, double Y)> line)
    {
        for (var i = 0; i + 1 < line.Count; i++)
        {
            var (dx, dy) = (line[i + 1].X - line[i].X, line[i + 1].Y - line[i].Y);
            var steps = Math.Max(1, (int)(Math.Sqrt((dx * dx) + (dy * dy)) / 5));
            for (var k = 0; k <= steps; k++)
                ink.Add((line[i].X + (dx * k / steps), line[i].Y + (dy * k / steps)));
        }
    }

    private void DrawBand(SvgCanvas canvas, Curve curve)
    {
        var run = new List<Sample>();
        foreach (var point in curve.Points.Append(new Sample(0, double.NaN)))
        {
            if (point.HasInterval && double.IsFinite(point.Y))
            {
                run.Add(point);
                continue;
            }
            if (run.Count > 1)
            {
                IReadOnlyList<(double X, double Y)> Edge(Func<Sample, double> y) => Geometry.Thin(Geometry.Reduce(Outline(curve, [.. run.Select(p => (X(p.X), Math.Clamp(frame.Y(y(p)), frame.Top, frame.Bottom)))])));
                canvas.Path(SvgPath.Poly([.. Edge(p => p.High), .. Edge(p => p.Low).Reverse()], close: true), fill: curve.Look.Paint, opacity: 0.18);
            }
            else if (run.Count == 1)
                canvas.Path(SvgPath.ErrorBar(X(run[0].X), frame.Y(run[0].Low), frame.Y(run[0].High)), curve.Look.Paint, width: 1.25);
            run.Clear();
        }
    }

    private static IReadOnlyList<(double X, double Y)> Outline(Curve curve, IReadOnlyList<(double X, double Y)> edge) =>
        curve.Style == CurveStyle.Step ? Geometry.Stairs(edge) : edge;

    private void DrawBins(SvgCanvas canvas, Curve curve)
    {
        if (curve.Points.Count == 0)
            return;
        for (var i = 0; i < curve.Points.Count; i++)
        {
            var (left, right, top) = (X(curve.Edges[i]), X(curve.Edges[i + 1]), frame.Y(curve.Points[i].Y));
            if (!model.SharesHistogram && top < frame.Bottom)
                canvas.Path(SvgPath.Bar(left + 0.5, Math.Max(0.5, right - left - 1), frame.Bottom, top), fill: curve.Look.Paint);
            AddInk([(left, frame.Bottom), (left, top), (right, top), (right, frame.Bottom)]);
        }
        if (!model.SharesHistogram)
            return;
        var outline = new List<(double X, double Y)> { (X(curve.Edges[0]), frame.Bottom) };
        outline.AddRange(Geometry.Stairs([.. curve.Points.Select((p, i) => (X(curve.Edges[i]), frame.Y(p.Y))), (X(curve.Edges[^1]), frame.Bottom)]));
        canvas.Path(SvgPath.Poly(outline, close: true), fill: curve.Look.Paint, opacity: 0.18);
        canvas.Path(SvgPath.Poly(outline), curve.Look.Paint, width: 2);
    }

    private void DrawGuides(SvgCanvas canvas)
    {
        var shares = new[] { 50.0, 95, 99 };
        var heights = Geometry.Spread([.. shares.Select(p => frame.Y(p) + 4)], 14, frame.Top - 4, frame.Bottom);
        for (var i = 0; i < shares.Length && model.HasData; i++)
        {
            canvas.Line(frame.Left, frame.Y(shares[i]), frame.Right, frame.Y(shares[i]), Paint.Axis, dash: "1 3", roundCap: true);
            canvas.Text(frame.Right + 6, heights[i], $"p{shares[i]}", 12, Paint.Secondary, bold: true);
        }
    }

    private void DrawMarkers(SvgCanvas canvas)
    {
        var marked = model.Curves.Count(c => c.Style is CurveStyle.Line or CurveStyle.Step) > 4;
        foreach (var curve in model.Curves)
        {
            if (curve.Style == CurveStyle.Distribution)
                DrawQuantiles(canvas, curve);
            else if (curve.Style is CurveStyle.Scatter or CurveStyle.Measured)
                DrawPoints(canvas, curve, [.. curve.Points.Where(Inside)]);
            else if (marked && curve.Style is CurveStyle.Line or CurveStyle.Step && marked)
                DrawSigns(canvas, curve);
        }
    }

    private void DrawPoints(SvgCanvas canvas, Curve curve, List<Sample> points)
    {
        foreach (var p in points.Where(p => p.HasInterval))
            canvas.Path(SvgPath.ErrorBar(X(p.X), Math.Clamp(frame.Y(p.Low), frame.Top, frame.Bottom), Math.Clamp(frame.Y(p.High), frame.Top, frame.Bottom)), curve.Look.Paint, width: 1.25);
        if (points.Count > MostMarkers)
        {
            DrawCloud(canvas, curve, points);
            return;
        }
        var hollow = curve.Style == CurveStyle.Measured || curve.Look.IsHollow;
        foreach (var (x, y) in points.Select(p => (X(p.X), frame.Y(p.Y))))
        {
            ink.Add((x, y));
            var path = SvgPath.Marker(curve.Look.Marker, x, y, 3.8);
            if (hollow)
                canvas.Path(path, curve.Look.Paint, Paint.Card, 1.75);
            else
                canvas.Path(path, Paint.Card, curve.Look.Paint);
        }
    }

    /// <summary>Very many points as round ends of strokes without length, a tenth of a marker's bytes; of dots on one pixel one is enough.</summary>
    private void DrawCloud(SvgCanvas canvas, Curve curve, List<Sample> points)
    {
        var dots = new StringBuilder();
        var seen = new HashSet<(int, int)>();
        foreach (var (x, y) in points.Select(p => (X(p.X), frame.Y(p.Y))).Where(p => seen.Add(((int)p.Item1, (int)p.Item2))))
        {
            ink.Add((x, y));
            dots.Append(SvgPath.Poly([(x, y)])).Append("h0");
        }
        canvas.Path(dots.ToString(), curve.Look.Paint, width: points.Count > 2000 ? 2.5 : 4, roundCap: true);
    }

    private void DrawSigns(SvgCanvas canvas, Curve curve)
    {
        var points = curve.Points.Where(Inside).ToList();
        var every = Math.Max(1, points.Count / 8);
        foreach (var p in points.Where((_, i) => i % every == every / 2))
        {
            var path = SvgPath.Marker(curve.Look.Marker, X(p.X), frame.Y(p.Y), 3.8);
            canvas.Path(path, curve.Look.IsHollow ? curve.Look.Paint : Paint.Card, curve.Look.IsHollow ? Paint.Card : curve.Look.Paint, curve.Look.IsHollow ? 1.5 : 1);
        }
    }

    private void DrawQuantiles(SvgCanvas canvas, Curve curve)
    {
        if (curve.Values.Length == 0)
            return;
        foreach (var share in new[] { 0.5, 0.95, 0.99 })
        {
            var x = X(curve.Quantile(share));
            if (x >= frame.Left && x <= frame.Right)
                canvas.Path(SvgPath.Marker(curve.Look.Marker, x, frame.Y(100 * share)), Paint.Card, curve.Look.Paint, 1.25);
        }
    }

    private void DrawEndLabels(SvgCanvas canvas)
    {
        var ends = labels.Select(l => l.Curve.Points.Where(Inside).LastOrDefault(l.Curve.Points.Last(p => double.IsFinite(p.Y)))).ToList();
        var lines = labels.SelectMany((l, i) => l.Lines.Select((text, row) => (Label: i, Row: row, Text: text))).ToList();
        double End(int label) => Math.Clamp(frame.Y(ends[label].Y), frame.Top, frame.Bottom);
        // The second line of a name follows its first: it is spread like a name of its own that ends just below.
        var heights = Geometry.Spread([.. lines.Select(l => End(l.Label) + (0.01 * l.Row))], LabelGap, frame.Top - 6, frame.Bottom + 4);
        for (var k = 0; k < lines.Count; k++)
        {
            var (curve, x, y) = (labels[lines[k].Label].Curve, X(ends[lines[k].Label].X), End(lines[k].Label));
            if (lines[k].Row == 0 && frame.Right - x > 24)
                canvas.Path(SvgPath.Poly([(x + 5, y), (frame.Right - 6, y), (frame.Right + 4, heights[k])]), curve.Look.Paint, dash: "1 3", roundCap: true);
            canvas.Text(frame.Right + 8, heights[k] + 4, lines[k].Text, LabelSize, curve.Look.Paint, bold: true);
        }
    }

    private void DrawNotes(SvgCanvas canvas)
    {
        var placer = new NotePlacer(frame, ink);
        foreach (var note in model.Data.Notes)
        {
            var (x, y) = model.Place(note);
            if (double.IsFinite(x) && double.IsFinite(y) && (!model.X.IsLog || x > 0) && (!model.Y.IsLog || y > 0))
                placer.Draw(canvas, Math.Clamp(X(x), frame.Left, frame.Right), Math.Clamp(frame.Y(y), frame.Top, frame.Bottom), note.Text);
        }
    }
}
