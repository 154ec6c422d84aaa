using DistLab.Checking;
using DistLab.Notebooks.Display;
using DistLab.Notebooks.Drawing;
using DistLab.Notebooks.Timeline;
using DistLab.Protocols;
using DistLab.Simulation;

namespace DistLab.Notebooks;

/// <summary>
/// What the clients of a shared object did, as a picture: a row for each client, a bar from each call to its return, and, of a history that
/// was checked, the order that was found with the points where operations can take effect, the values between them, and the operation that
/// has no place in any order.
/// </summary>
/// <remarks>
/// A timeline does not change: each method returns another one. Of a violation the last operations before it are shown, of the object in
/// question only; otherwise the first ones.
/// </remarks>
/// <example><code>
/// var verdict = Linearizability.Check(History.FromTrace(run.Trace), new KeyValueModel());
/// OperationTimeline.Of(verdict).Faults(run.Trace)
/// </code></example>
[TypeFormatterSource(
    typeof(TimelineFormatterSource),
    PreferredMimeTypes = [FigureFormatterSource.Plotly, FigureFormatterSource.Svg, FigureFormatterSource.Text])]
public sealed class OperationTimeline
{
    private readonly History _history;
    private readonly ConsistencyVerdict? _verdict;
    private readonly TimelineOptions _options;
    private readonly Lazy<Rendering> _rendering;

    private OperationTimeline(History history, ConsistencyVerdict? verdict, TimelineOptions options)
    {
        (_history, _verdict, _options) = (history, verdict, options);
        _rendering = new(() => Lay(history, verdict, options));
    }

    /// <summary>The timeline of a history.</summary>
    public static OperationTimeline Of(History history)
    {
        ArgumentNullException.ThrowIfNull(history);
        return new(history, null, new());
    }

    /// <summary>The timeline of a history that was checked, with what came of it.</summary>
    public static OperationTimeline Of(ConsistencyVerdict verdict)
    {
        ArgumentNullException.ThrowIfNull(verdict);
        return new(verdict.History, verdict, new());
    }

    /// <summary>Says above the picture what it shows: the finding, in one sentence.</summary>
    public OperationTimeline Title(string title) => With(_options with { Title = Given(title) });

    /// <summary>Says under the title what was run.</summary>
    public OperationTimeline Subtitle(string subtitle) => With(_options with { Subtitle = Given(subtitle) });

    /// <summary>Says under the picture how it came about, for example the seed. What the marks mean is said there anyway.</summary>
    public OperationTimeline Footer(string footer) => With(_options with { Footer = Given(footer) });

    /// <summary>Says what the picture shows to who cannot see it, in two to four sentences, otherwise than the timeline itself would.</summary>
    public OperationTimeline Description(string text) => With(_options with { Description = Given(text) });

    /// <summary>Names the clients otherwise than by their numbers.</summary>
    public OperationTimeline ClientNames(Func<int, string> name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return With(_options with { ClientName = name });
    }

    /// <summary>Shows when something was wrong, in a row above the clients.</summary>
    /// <param name="label">What, for example <c>P0 down</c>.</param>
    /// <param name="from">Since when.</param>
    /// <param name="to">Until when; <c>null</c> if it went on.</param>
    /// <exception cref="ArgumentException">The end is before the beginning.</exception>
    public OperationTimeline Fault(string label, Instant from, Instant? to = null)
    {
        if (to < from)
            throw new ArgumentException($"The end, {to}, is before the beginning, {from}.", nameof(to));
        return With(_options with { Faults = [.. _options.Faults, new(Given(label), from.Nanoseconds, to?.Nanoseconds)] });
    }

    /// <summary>Shows when nodes were down, paused, slow or Byzantine and when the network was cut, as a trace tells it.</summary>
    public OperationTimeline Faults(Trace trace)
    {
        ArgumentNullException.ThrowIfNull(trace);
        return With(_options with { Faults = [.. _options.Faults, .. FaultReader.Read(trace)] });
    }

    /// <summary>Shows only operations that were under way at some time from one instant to another, both included.</summary>
    /// <exception cref="ArgumentException">The second instant is before the first.</exception>
    public OperationTimeline Between(Instant from, Instant to)
    {
        if (to < from)
            throw new ArgumentException($"The end, {to}, is before the beginning, {from}.", nameof(to));
        return With(_options with { From = from.Nanoseconds, To = to.Nanoseconds });
    }

    /// <summary>Shows at most so many operations, the first ones; 40 unless told.</summary>
    /// <param name="operations">How many, 1 to 400.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is out of range.</exception>
    public OperationTimeline First(int operations) => With(_options with { Most = InRange(operations), KeepsLast = false });

    /// <summary>Shows only the last operations; of a violation, the last before it.</summary>
    /// <param name="operations">How many, 1 to 400.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is out of range.</exception>
    public OperationTimeline Last(int operations) => With(_options with { Most = InRange(operations), KeepsLast = true });

    /// <summary>The picture as static SVG, right on light and dark pages. Same history, same bytes.</summary>
    public string ToSvg()
    {
        var (picture, words, card) = _rendering.Value;
        return TimelineSvg.Draw(picture, card, words.Title, _options.Description ?? words.Description());
    }

    /// <summary>The picture as a Plotly figure (data and layout) in JSON.</summary>
    public string ToPlotlyJson() => new TimelinePlotly(_rendering.Value.Picture, _rendering.Value.Words).Write();

    /// <summary>
    /// Writes the static picture to an <c>.svg</c> file, a page of its own to an <c>.html</c> file, or the Plotly figure to a
    /// <c>.json</c> file, as <see cref="Figure.Save"/> does; makes the folder if need be.
    /// </summary>
    /// <exception cref="ArgumentException">The name ends otherwise.</exception>
    /// <exception cref="IOException">The file cannot be written; the message says why.</exception>
    public void Save(string path) => OutputFile.Write(
        "A timeline",
        path,
        (".svg", "a drawing", ToSvg),
        (".html", "a page of its own", () => HtmlPage.OfFigure(_rendering.Value.Words.Title, ToSvg(), ToPlotlyJson())),
        (".json", "a Plotly chart", ToPlotlyJson));

    /// <summary>Title and description.</summary>
    public override string ToString() => $"{_rendering.Value.Words.Title}\n{_options.Description ?? _rendering.Value.Words.Description()}";

    private static Rendering Lay(History history, ConsistencyVerdict? verdict, TimelineOptions options)
    {
        // The words depend on what is shown, and the room for it on how many lines the words take.
        var words = new TimelineWords(TimelineBuilder.Build(history, verdict, options));
        var card = new Card(words.Title, words.Subtitle, words.Footer());
        var picture = TimelineBuilder.Build(history, verdict, options, card.Shift);
        return new(picture, new(picture), card);
    }

    private OperationTimeline With(TimelineOptions options) => new(_history, _verdict, options);

    private static string Given(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text;
    }

    private static int InRange(int operations)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(operations, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(operations, TimelineOptions.GreatestMost);
        return operations;
    }

    private sealed record Rendering(TimelinePicture Picture, TimelineWords Words, Card Card);
}
