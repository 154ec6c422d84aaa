using System.Globalization;
using System.Text;

namespace DistLab.Notebooks.SpaceTime;

/// <summary>What is said about a diagram in words: title, footer, and the description for who cannot see it.</summary>
internal sealed class SpaceTimeWords(Picture picture)
{
    private const int ListedAtMost = 8;

    private long Span => picture.Window.To - picture.Window.From;

    public string Title => picture.Options.Title ?? (picture.Columns.Nodes.Count == 0 ? "Nothing to show" : picture.Arrows.Count == 0
        ? $"{Plural(picture.Columns.Nodes.Count, "node")}, no message"
        : $"{Plural(picture.Columns.Nodes.Count, "node")}, {Plural(picture.Arrows.Count, "message")}{(Lost == 0 ? "" : $", {Lost} lost")}");

    private int Lost => picture.Arrows.Count(arrow => arrow.End == ArrowEnd.Cross);

    private int Corrupted => picture.Arrows.Count(arrow => arrow.Flight.Corrupted is not null);

    /// <summary>The caller's footer, then what the marks mean, then what is not shown.</summary>
    public string Footer()
    {
        var said = new List<string>();
        if (!string.IsNullOrWhiteSpace(picture.Options.Footer))
            said.Add(Sentence(picture.Options.Footer));
        if (picture.Columns.Nodes.Count == 0)
            return string.Join(' ', said);
        if (picture.Options.Clocks != ClockKind.None)
            said.Add(picture.Options.Clocks == ClockKind.Lamport ? "Number: Lamport clock." : "In brackets: vector clock.");
        foreach (var rule in picture.Bars.Select(bar => bar.Span.Rule).Distinct().Order())
            said.Add($"Bar: {picture.Options.Bars[rule].Label}.");
        if (Lost > 0)
            said.Add("×: lost message.");
        if (picture.Arrows.Exists(arrow => arrow.Corruption is not null))
            said.Add("◇: corrupted message.");
        said.Add(picture.Scale.Breaks.Any()
            ? "Time stretches where events are dense; a zigzag on its axis leaves idle time out."
            : "Time stretches where events are dense.");
        said.AddRange(LeftOut());
        return string.Join(' ', said);
    }

    /// <summary>What a screen reader says: axes, messages, and all that went wrong.</summary>
    public string Description()
    {
        if (picture.Columns.Nodes.Count == 0)
            return "A space-time diagram without anything in it: nothing happened in this run, or nothing of it was selected.";
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"Space-time diagram of {Plural(picture.Columns.Nodes.Count, "node")}, {List(picture.Columns.Names)}, time downwards from {At(picture.Window.From)} to {At(picture.Window.To)}. ");
        text.Append(Messages());
        foreach (var down in picture.History.Downtimes.Where(down => picture.Columns.Has(down.Node) && Overlaps(down.From, down.To)).Take(ListedAtMost))
            text.Append($"{Name(down.Node)} {(down.From is { } crash ? $"crashes at {At(crash)}" : "is down at first")}{(down.To is { } back ? $" and restarts at {At(back)}" : "")}. ");
        foreach (var cut in picture.Strips.Select(strip => strip.Cut).Distinct())
            text.Append($"A partition from {At(cut.From)} {Until(cut.To)} separates {string.Join(" from ", ShownSides(cut))}. ");
        foreach (var cut in picture.LinkCuts.Take(ListedAtMost))
            text.Append($"No message passes from {Name(cut.Sender)} to {List([.. cut.Receivers.Select(Name)])} {From(cut.Begins)} {Until(cut.Ends)}. ");
        foreach (var (condition, _, _, _) in picture.Conditions.Take(ListedAtMost))
            text.Append($"{Name(condition.Node)} {From(condition.From)} {Until(condition.To)}: {condition.Text}. ");
        foreach (var notice in picture.Notices.Take(ListedAtMost))
            text.Append($"At {At(notice.At)}: {notice.Text}. ");
        foreach (var bars in picture.Bars.GroupBy(bar => bar.Span.Rule).OrderBy(bars => bars.Key))
            text.Append($"{picture.Options.Bars[bars.Key].Label}: {List([.. bars.Select(bar => $"{Name(bar.Span.Node)} {From(bar.Span.From)} {Until(bar.Span.To)}")])}. ");
        foreach (var band in picture.Bands)
            text.Append($"From {At(band.Violation.From)} to {At(band.Violation.To)}: {Sentence(band.Violation.Text)} {Sentence(band.Violation.Detail)}".TrimEnd()).Append(' ');
        if (picture.Unplaced.Count > 0)
            text.Append($"Without a label for want of room: {List([.. picture.Unplaced.GroupBy(label => label).Select(same => same.Count() == 1 ? same.Key : $"{same.Key} ({same.Count()} times)")])}. ");
        text.AppendJoin(' ', LeftOut());
        return text.ToString().TrimEnd();
    }

    private string Messages()
    {
        if (picture.Arrows.Count == 0)
            return "No message was sent. ";
        var kinds = picture.Arrows.GroupBy(arrow => arrow.Kind).OrderBy(kind => kind.Key).Select(kind => $"{kind.Count()} {picture.Kinds.Names[kind.Key]}");
        return $"{Plural(picture.Arrows.Count, "message")}: {List([.. kinds])}; {(Lost == 0 ? "none" : Lost.ToString(CultureInfo.InvariantCulture))} lost{(Corrupted == 0 ? "" : $", {Corrupted} corrupted")}. ";
    }

    private IEnumerable<string> LeftOut()
    {
        var window = picture.Window;
        if (window.RowsBefore + window.RowsAfter > 0)
        {
            var where = (window.RowsBefore, window.RowsAfter) switch
            {
                (0, var after) => $"{Count(after)} later ones are left out",
                (var before, 0) => $"{Count(before)} earlier ones are left out",
                var (before, after) => $"{Count(before)} earlier and {Count(after)} later ones are left out",
            };
            yield return $"Shows {Count(window.RowsShown)} events, {At(window.From)} to {At(window.To)}; {where}.";
        }
        if (picture.History.BeginsLate)
            yield return "The trace no longer has the run's first rows" + (picture.Options.Clocks == ClockKind.None ? "." : "; clocks count from its first row.");
        if (window.NodesLeftOut > 0)
            yield return $"Shows the {window.Nodes.Count} busiest nodes; {Plural(window.NodesLeftOut, "node")} left out.";
        var hidden = picture.History.Flights.Count(flight => IsHalfHidden(flight));
        if (hidden > 0)
            yield return $"{Plural(hidden, "message")} to or from other nodes not shown.";
    }

    /// <summary>Whether a message of the window has one end at a node without a column.</summary>
    private bool IsHalfHidden(Flight flight) =>
        flight.From >= 0 && flight.To >= 0 && picture.Columns.Has(flight.From) != picture.Columns.Has(flight.To)
        && (picture.Window.Shows(flight.SendRow) || picture.Window.Shows(flight.EndRow));

    private bool Overlaps(long? from, long? to) => (from ?? long.MinValue) <= picture.Window.To && (to ?? long.MaxValue) >= picture.Window.From;

    private IEnumerable<string> ShownSides(Cut cut) =>
        picture.Columns.Nodes.GroupBy(cut.SideOf).Select(side => List([.. side.Order().Select(Name)]));

    private string Name(int node) => picture.Columns.Names[picture.Columns.Column(node)];

    private string At(long at) => TimeTicks.Text(at, Span);

    private string From(long? at) => at is { } begin ? $"from {At(begin)}" : "from before";

    private string Until(long? at) => at is { } end ? $"to {At(end)}" : "to the end";

    private static string List(IReadOnlyList<string> items)
    {
        if (items.Count > ListedAtMost)
            return $"{string.Join(", ", items.Take(ListedAtMost - 1))} and {items.Count - ListedAtMost + 1} more";
        return items.Count < 2 ? string.Concat(items) : $"{string.Join(", ", items.SkipLast(1))} and {items[^1]}";
    }

    private static string Sentence(string? text) =>
        string.IsNullOrWhiteSpace(text) ? "" : text.TrimEnd() is var trimmed && trimmed[^1] is '.' or '!' or '?' or '…' ? trimmed : trimmed + ".";

    private static string Plural(int count, string noun) => $"{Count(count)} {noun}{(count == 1 ? "" : "s")}";

    private static string Count(int count) => Drawing.Numbers.Text(count);
}
