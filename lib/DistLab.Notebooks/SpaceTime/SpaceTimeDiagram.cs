using DistLab.Notebooks.Display;
using DistLab.Notebooks.Drawing;
using DistLab.Notebooks.SpaceTime;
using DistLab.Protocols;
using DistLab.Simulation;

namespace DistLab.Notebooks;

/// <summary>
/// A run as a space-time diagram: a vertical line for each node, time downwards, an arrow for each message. It shows
/// messages that got lost, crashes, cuts of the network, and what each node said it was doing.
/// </summary>
/// <remarks>
/// The form is that of Lamport, "Time, Clocks, and the Ordering of Events in a Distributed System" (1978), with time turned
/// downwards so that the page reads like a log. A diagram does not change: each method returns another one. Time keeps its
/// order, but is stretched where events are dense and shortened where nothing happens; the axis tells.
/// </remarks>
[TypeFormatterSource(
    typeof(SpaceTimeFormatterSource),
    PreferredMimeTypes = [FigureFormatterSource.Plotly, FigureFormatterSource.Svg, FigureFormatterSource.Text])]
public sealed class SpaceTimeDiagram
{
    private readonly Trace _trace;
    private readonly DiagramOptions _options;
    private readonly Lazy<Rendering> _rendering;

    private SpaceTimeDiagram(Trace trace, DiagramOptions options)
    {
        _trace = trace;
        _options = options;
        _rendering = new(() => Lay(trace, options));
    }

    /// <summary>The diagram of a trace; of its first 240 events, when it has more and nothing else is said.</summary>
    /// <param name="trace">The run; rows added to it later may or may not be shown.</param>
    public static SpaceTimeDiagram Of(Trace trace)
    {
        ArgumentNullException.ThrowIfNull(trace);
        return new(trace, new());
    }

    /// <summary>Says above the picture what it shows: the finding, in one sentence.</summary>
    public SpaceTimeDiagram Title(string title) => With(_options with { Title = Given(title) });

    /// <summary>Says under the title what was run.</summary>
    public SpaceTimeDiagram Subtitle(string subtitle) => With(_options with { Subtitle = Given(subtitle) });

    /// <summary>Says under the picture how it came about, for example the seed. What the marks mean is said there anyway.</summary>
    public SpaceTimeDiagram Footer(string footer) => With(_options with { Footer = Given(footer) });

    /// <summary>Says what the picture shows to who cannot see it, in two to four sentences, otherwise than the diagram itself would.</summary>
    public SpaceTimeDiagram Description(string text) => With(_options with { Description = Given(text) });

    /// <summary>Puts Lamport's clock beside each event: one step of a node, with all it received and did, is one event.</summary>
    public SpaceTimeDiagram WithLamportClocks() => With(_options with { Clocks = ClockKind.Lamport });

    /// <summary>Puts the vector clock beside each event (Fidge 1988, Mattern 1989). Beyond six or so nodes few of them find room.</summary>
    public SpaceTimeDiagram WithVectorClocks() => With(_options with { Clocks = ClockKind.Vector });

    /// <summary>Shows only what happened from one instant to another, both included.</summary>
    /// <exception cref="ArgumentException">The second instant is before the first.</exception>
    public SpaceTimeDiagram Between(Instant from, Instant to)
    {
        Ordered(from, to);
        return With(_options with { From = from.Nanoseconds, To = to.Nanoseconds });
    }

    /// <summary>Shows only the last events.</summary>
    /// <param name="events">How many, 1 to 4,096: sends, receipts, losses and what else the trace has a row for.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is out of range.</exception>
    public SpaceTimeDiagram Last(int events) => With(_options with { MaxRows = InRange(events), KeepsLast = true });

    /// <summary>Shows at most so many events, the first ones; what is left out is said under the picture.</summary>
    /// <param name="events">How many, 1 to 4,096.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is out of range.</exception>
    public SpaceTimeDiagram First(int events) => With(_options with { MaxRows = InRange(events), KeepsLast = false });

    /// <summary>Shows only these nodes; messages to and from others are counted under the picture. At most 30 nodes are shown.</summary>
    public SpaceTimeDiagram Nodes(params IEnumerable<NodeId> nodes)
    {
        ArgumentNullException.ThrowIfNull(nodes);
        return With(_options with { Nodes = [.. nodes.Select(node => node.Index)] });
    }

    /// <summary>Names the nodes otherwise than P0, P1, …</summary>
    public SpaceTimeDiagram NodeNames(Func<NodeId, string> name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return With(_options with { NodeName = name });
    }

    /// <summary>Labels messages otherwise than by their kind, which is the name of their type in words.</summary>
    public SpaceTimeDiagram MessageLabels(Func<object, string> label)
    {
        ArgumentNullException.ThrowIfNull(label);
        return With(_options with { MessageLabel = label });
    }

    /// <summary>Leaves out events of these kinds, for example timers or clock readings.</summary>
    public SpaceTimeDiagram Without(params IEnumerable<TraceKind> kinds)
    {
        ArgumentNullException.ThrowIfNull(kinds);
        return With(_options with { Hidden = _options.Hidden.Union(kinds).ToHashSet() });
    }

    /// <summary>
    /// Draws a state of a node as a bar on its line, from one output to another (or to its crash). Without a call, a critical
    /// section is known by outputs named like Entered and Exited, Acquired and Released, or Locked and Unlocked.
    /// </summary>
    /// <param name="label">What stands beside the bar, for example <c>in CS</c>.</param>
    /// <param name="from">Whether an output begins the state.</param>
    /// <param name="to">Whether an output ends it.</param>
    public SpaceTimeDiagram Bar(string label, Func<object, bool> from, Func<object, bool> to)
    {
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(to);
        var others = _options.HasOwnBars ? _options.Bars : [];
        return With(_options with { Bars = [.. others, new(Given(label), from, to)], HasOwnBars = true });
    }

    /// <summary>Marks a time in which a property did not hold: a red band, and the bars in it hatched red.</summary>
    /// <param name="from">When it began not to hold.</param>
    /// <param name="to">When it held again.</param>
    /// <param name="text">What was violated, for example <c>Violation: two holders for 24 ms</c>.</param>
    /// <param name="detail">A second line: why.</param>
    /// <param name="nodes">Whose bars are to be red; by default all.</param>
    /// <exception cref="ArgumentException">The second instant is before the first.</exception>
    public SpaceTimeDiagram Violation(Instant from, Instant to, string text, string? detail = null, IEnumerable<NodeId>? nodes = null)
    {
        Ordered(from, to);
        var band = new ViolationBand(from.Nanoseconds, to.Nanoseconds, Given(text), detail, [.. (nodes ?? []).Select(node => node.Index)]);
        return With(_options with { Violations = [.. _options.Violations, band] });
    }

    /// <summary>Marks every time in which two or more nodes had the same bar, for example were in the critical section together.</summary>
    public SpaceTimeDiagram OverlapsAreViolations() => With(_options with { OverlapsAreViolations = true });

    /// <summary>The picture as static SVG, right on light and dark pages. Same trace, same bytes.</summary>
    public string ToSvg()
    {
        var (picture, card, title, description) = _rendering.Value;
        return SpaceTimeSvg.Draw(picture, card, title, description);
    }

    /// <summary>The picture as a Plotly figure (data and layout) in JSON.</summary>
    public string ToPlotlyJson() => new SpaceTimePlotly(_rendering.Value.Picture).Write(_rendering.Value.Title, _options.Subtitle);

    /// <summary>
    /// Writes the static picture to an <c>.svg</c> file, a page of its own to an <c>.html</c> file, or the Plotly figure to a
    /// <c>.json</c> file, as <see cref="Figure.Save"/> does; makes the folder if need be.
    /// </summary>
    /// <exception cref="ArgumentException">The name ends otherwise.</exception>
    /// <exception cref="IOException">The file cannot be written; the message says why.</exception>
    public void Save(string path) => OutputFile.Write(
        "A diagram",
        path,
        (".svg", "a drawing", ToSvg),
        (".html", "a page of its own", () => HtmlPage.OfFigure(_rendering.Value.Title, ToSvg(), ToPlotlyJson())),
        (".json", "a Plotly chart", ToPlotlyJson));

    /// <summary>Title and description.</summary>
    public override string ToString() => $"{_rendering.Value.Title}\n{_rendering.Value.Description}";

    private static Rendering Lay(Trace trace, DiagramOptions options)
    {
        var history = HistoryReader.Read(trace, options.Bars, options.Hidden, options.Clocks == ClockKind.Vector);
        if (options.OverlapsAreViolations)
            options = options with { Violations = [.. options.Violations, .. BarOverlaps.Find(history, options)] };
        // The words depend on what is shown, and the room for it on how many lines the words take.
        var draft = PictureBuilder.Build(history, options);
        var words = new SpaceTimeWords(draft);
        var card = new Card(words.Title, options.Subtitle, words.Footer());
        var picture = PictureBuilder.Build(history, options, card.Shift + (draft.NeedsKey ? SpaceTimeSvg.KeyHeight : 0));
        return new(picture, card, words.Title, options.Description ?? words.Description());
    }

    private SpaceTimeDiagram With(DiagramOptions options) => new(_trace, options);

    private static string Given(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text;
    }

    private static int InRange(int events)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(events, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(events, DiagramOptions.GreatestMaxRows);
        return events;
    }

    private static void Ordered(Instant from, Instant to)
    {
        if (to < from)
            throw new ArgumentException($"The end, {to}, is before the beginning, {from}.", nameof(to));
    }

    private sealed record Rendering(Picture Picture, Card Card, string Title, string Description);
}
