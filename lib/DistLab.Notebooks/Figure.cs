using DistLab.Notebooks.Display;
using DistLab.Notebooks.Drawing;
using DistLab.Notebooks.Interchange;
using DistLab.Notebooks.Plots;

namespace DistLab.Notebooks;

/// <summary>
/// A figure as data: what it claims, its axes and series. A notebook shows it as an interactive Plotly chart, or as a static
/// drawing where no script runs; both come from the same data.
/// </summary>
/// <remarks>
/// Every method returns a new figure and leaves the old one as it was. Begin with <see cref="Of"/>, whose title states the finding,
/// then add series: a name that comes again keeps its colour. NaN is a gap. A figure without data says so.
/// </remarks>
/// <example><code>
/// Figure.Of("Worst wait grows with the ring").X("Nodes").Y("Wait", "hops")
///     .Line("simulated", runs, r => r.Nodes, r => r.WorstWait)
///     .Theory("N", n => n)
/// </code></example>
[TypeFormatterSource(typeof(FigureFormatterSource), PreferredMimeTypes = [FigureFormatterSource.Plotly, FigureFormatterSource.Svg, FigureFormatterSource.Text])]
public sealed partial class Figure
{
    private readonly FigureData data;
    private readonly Lazy<IPlot> plot;

    private Figure(FigureData data)
    {
        this.data = data;
        plot = new Lazy<IPlot>(() => Plot.Of(data));
    }

    /// <summary>An empty figure with its title: the finding, in one sentence without a full stop.</summary>
    public static Figure Of(string title) => new(new FigureData(title));

    /// <summary>What is drawn, and for whom, in one line below the title.</summary>
    public Figure Subtitle(string text) => With(data with { Subtitle = text });

    /// <summary>Where the numbers come from: simulated or measured, how many runs, which seed, what an interval means.</summary>
    public Figure Footer(string text) => With(data with { Footer = text });

    /// <summary>What a screen reader says instead of the description that is made from the data.</summary>
    public Figure Description(string text) => With(data with { Description = text });

    /// <summary>The title of the x axis and its unit. Times choose their own unit unless one is given here (ns, µs, ms, s, min, h, d); % stands on every tick.</summary>
    public Figure X(string title, string? unit = null) => With(data with { X = data.X with { Title = title, Unit = unit } });

    /// <summary>The title of the y axis and its unit, as for <see cref="X"/>.</summary>
    public Figure Y(string title, string? unit = null) => With(data with { Y = data.Y with { Title = title, Unit = unit } });

    /// <summary>Makes the x axis logarithmic; values at or below zero are left out, and the footer says how many.</summary>
    public Figure LogX() => With(data with { X = data.X with { IsLog = true } });

    /// <summary>Makes the y axis logarithmic; values at or below zero are left out, and the footer says how many.</summary>
    public Figure LogY() => With(data with { Y = data.Y with { IsLog = true } });

    /// <summary>The ends of the x axis; lines are cut there.</summary>
    /// <exception cref="ArgumentException">The first end is not below the second, or one is a time and the other is not.</exception>
    public Figure RangeX(Quantity low, Quantity high) => With(data with { X = Range(data.X, low, high) });

    /// <summary>The ends of the y axis; lines are cut there.</summary>
    /// <exception cref="ArgumentException">The first end is not below the second, or one is a time and the other is not.</exception>
    public Figure RangeY(Quantity low, Quantity high) => With(data with { Y = Range(data.Y, low, high) });

    /// <summary>What bands and error bars stand for, for example <c>95 % CI</c>; it is named in the key.</summary>
    public Figure Interval(string name) => With(data with { Interval = name });

    /// <summary>A remark in empty space with a leader to a point of the data. One or two to a figure.</summary>
    public Figure Note(Quantity x, Quantity y, string text) => With(data with { Notes = data.Notes.Add(new(x, null, y, text)) });

    /// <summary>A remark on a category of a figure of bars or boxes.</summary>
    public Figure Note(string category, Quantity y, string text) => With(data with { Notes = data.Notes.Add(new(Quantity.Missing, category, y, text)) });

    /// <summary>Gives the series added last a colour of the palette, 1 to 8, so that one thing keeps one colour through a notebook.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is not in 1 to 8.</exception>
    /// <exception cref="InvalidOperationException">There is no series yet.</exception>
    public Figure Color(int number)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(number, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(number, Paint.SeriesCount);
        return ChangeLast(s => s with { Colour = number });
    }

    /// <summary>Draws the series added last in red, which is kept for violations, crashes and losses.</summary>
    /// <exception cref="InvalidOperationException">There is no series yet.</exception>
    public Figure Violation() => ChangeLast(s => s with { IsViolation = true });

    /// <summary>Draws the series in shades of one colour, as steps of one quantity: N = 4, 9, 25.</summary>
    public Figure Ordered() => With(data with { Ordered = true });

    /// <summary>The static drawing as an SVG document of its own, right on light and on dark pages.</summary>
    public string ToSvg() => plot.Value.Draw().ToSvg();

    /// <summary>The interactive chart: a JSON object with <c>data</c>, <c>layout</c> and <c>config</c> for Plotly.js.</summary>
    /// <remarks>
    /// Its traces are scatter and bar only, so that plotly.js-basic draws it. Its colours are those of a light card, and
    /// <c>layout.meta.dark</c> maps each of them to its twin for a dark page.
    /// </remarks>
    public string ToPlotlyJson() => plot.Value.ToPlotly().ToJsonString();

    /// <summary>
    /// The chart as one would build it by hand with the whole of Plotly, for tools that style it further: its own boxes, histograms,
    /// heat maps and categories, and one trace for each series. <see cref="FromPlotly"/> reads it back without a loss.
    /// </summary>
    public string ToNativePlotlyJson() => NativeChart.Of(data).ToJsonString();

    /// <summary>A figure of a Plotly chart, whichever tool made it: lines, steps, points, bars, histograms, boxes and heat maps.</summary>
    /// <param name="json">A JSON object with <c>data</c> and <c>layout</c>.</param>
    /// <exception cref="FormatException">The text is no such object.</exception>
    /// <exception cref="NotSupportedException">The chart shows what no figure can, such as three dimensions or a map; the message says what.</exception>
    public static Figure FromPlotly(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        return ChartFigure.Of(ChartData.Parse(json));
    }

    /// <summary>A figure of a Plotly chart; of one that no figure can show, a card that says so.</summary>
    internal static Figure Sketch(string json)
    {
        var chart = ChartData.Parse(json);
        try
        {
            return ChartFigure.Of(chart);
        }
        catch (NotSupportedException e)
        {
            return Of(chart.Title).Subtitle("This chart has no static drawing").Footer(e.Message).Description($"A chart without a static drawing. {e.Message}");
        }
    }

    /// <summary>
    /// Writes the figure to a file: a drawing if its name ends in <c>.svg</c>, a page of its own if in <c>.html</c>, a Plotly chart
    /// if in <c>.json</c>. A page needs no network; it is interactive where the build fetched plotly.js, and holds the data as a table.
    /// </summary>
    /// <exception cref="ArgumentException">The name ends in none of these.</exception>
    /// <exception cref="IOException">The file cannot be written; the message says why.</exception>
    public void Save(string path) => OutputFile.Write(
        "A figure",
        path,
        (".svg", "a drawing", ToSvg),
        (".html", "a page of its own", () => HtmlPage.OfFigure(data.Title, ToSvg(), ToPlotlyJson())),
        (".json", "a Plotly chart", ToPlotlyJson));

    /// <summary>The title and what the figure shows, in words.</summary>
    public override string ToString() => $"{data.Title}\n{plot.Value.Description}";

    private static AxisWords Range(AxisWords axis, Quantity low, Quantity high)
    {
        if (!(low.Value < high.Value) || low.IsTime != high.IsTime)
            throw new ArgumentException("An axis runs from a lower to a higher value, and both are times or both are numbers.");
        return axis with { Low = low.Value, High = high.Value, RangeIsTime = low.IsTime };
    }

    private static Figure With(FigureData data) => new(data);

    private Figure Add(Series series)
    {
        Plot.CheckFits(data, series);
        return With(data.With(series));
    }

    private Figure ChangeLast(Func<Series, Series> change) => data.Series.Length > 0
        ? With(data with { Series = data.Series.SetItem(data.Series.Length - 1, change(data.Series[^1])) })
        : throw new InvalidOperationException("Add a series first: this changes the one added last.");
}
