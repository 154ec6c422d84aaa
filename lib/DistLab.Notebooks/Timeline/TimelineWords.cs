using System.Globalization;
using System.Text;
using DistLab.Checking;
using DistLab.Notebooks.Drawing;

namespace DistLab.Notebooks.Timeline;

/// <summary>What is said about a timeline in words: title, subtitle, footer, and the description for who cannot see it.</summary>
internal sealed class TimelineWords(TimelinePicture picture)
{
    private const int ListedAtMost = 8;

    private ConsistencyVerdict? Verdict => picture.Verdict;

    public string Title => picture.Options.Title ?? (Verdict is { } verdict ? Named(verdict.Finding) : $"{Plural(picture.History.Count, "operation")} of {Plural(picture.History.Clients.Count, "client")}");

    public string Subtitle => picture.Options.Subtitle ?? Subject() + "; bar: call to return" + (picture.Marks.Count == 0 ? "" : HasPoints ? ", dot: a point where the operation can take effect" : ", dot: its place in the order");

    private bool HasPoints => Verdict?.Points.Count > 0;

    /// <summary>The caller's footer, then what the marks mean, then what is not shown.</summary>
    public string Footer()
    {
        var said = new List<string>();
        if (!string.IsNullOrWhiteSpace(picture.Options.Footer))
            said.Add(Sentence(picture.Options.Footer));
        if (picture.Marks.Count > 0)
            said.Add((Verdict!.IsSatisfied ? "Points show a legal order" : "Points show the longest legal order") + ", found by the checker.");
        if (picture.Bars.Exists(bar => bar.Look == BarLook.Conflict))
            said.Add("Outlined: they contradict each other, wherever the others stand.");
        if (picture.Bars.Exists(bar => bar.IsOpen))
            said.Add("Open right end: no answer seen.");
        if (picture.Bars.Exists(bar => bar.Look == BarLook.Failed))
            said.Add("Struck through: failed.");
        if (picture.Axis.IsStretched)
            said.Add("Time stretches where events are dense.");
        if (picture.Selection.LeftOut > 0 && picture.Bars.Count > 0)
            said.Add($"Shows {Plural(picture.Bars.Count, "operation")} of {Numbers.Text(picture.History.Count)}.");
        return string.Join(' ', said);
    }

    /// <summary>What a screen reader says: clients, operations in order, and what went wrong.</summary>
    public string Description()
    {
        if (picture.Bars.Count == 0)
            return "An operation timeline without anything in it: no operation was called, or none of them was selected.";
        var text = new StringBuilder();
        text.Append($"Operation timeline. {Plural(picture.Clients.Count, "client")} as rows: {List([.. picture.Clients.Select(picture.Name)])}; {Plural(picture.Bars.Count, "operation")} from {At(picture.Axis.From)} to {At(picture.Axis.To)}. ");
        foreach (var fault in picture.Faults)
            text.Append($"{Capital(fault.Span.Label)} from {At(fault.Span.From)} {(fault.Span.To is { } end ? $"to {At(end)}" : "on")}. ");
        if (Verdict is null)
            text.Append(List([.. picture.Bars.Select(bar => Told(bar.Operation))])).Append(". ");
        else
            text.Append(Sentence(Named(Verdict.Finding))).Append(' ');
        if (picture.Marks.Count > 0)
            text.Append($"{(Verdict!.IsSatisfied ? "A legal order" : "The longest legal order")}: {List([.. picture.Marks.OrderBy(mark => mark.Number).Select(mark => Told(mark.Operation))])}. ");
        if (Verdict is { Conformance: Conformance.Violated, Offending.Count: > 0 } violated)
            text.Append($"It contradicts: {List([.. violated.Offending.Select(Told)])}. {Sentence(violated.PrefixLength is null ? null : violated.Reason)}");
        return text.ToString().TrimEnd();
    }

    /// <summary>An operation with its client and times.</summary>
    public string Told(int index)
    {
        var operation = picture.History[index];
        var end = operation.ReturnedAt is { } at ? $"to {At(at.Nanoseconds)}" : "on";
        return $"{picture.Name(operation.Client)}: {operation}, {At(operation.Invoked.Nanoseconds)} {end}";
    }

    private string Subject()
    {
        var keys = picture.Selection.Operations.Select(index => picture.History[index].Call.Key).Distinct().ToList();
        var subject = keys is [{ IsNil: true }] or [] ? "One object" : keys.Count == 1 ? $"Key {keys[0]}" : $"{Numbers.Text(keys.Count)} keys";
        return $"{subject}, {Plural(picture.Clients.Count, "client")}";
    }

    /// <summary>A finding with the caller's names for its clients.</summary>
    private string Named(string finding)
    {
        if (picture.Options.ClientName is null || Verdict is not { Offending.Count: > 0 } verdict)
            return finding;
        var client = verdict.History[verdict.Offending[^1]].Client;
        return finding.Replace($"of client {client.ToString(CultureInfo.InvariantCulture)} ", $"of {picture.Name(client)} ", StringComparison.Ordinal);
    }

    private string At(long at) => picture.History.HasTimes ? picture.Axis.Text(at, true) : $"event {picture.Axis.Text(at, false)}";

    private static string List(IReadOnlyList<string> items) => items.Count <= ListedAtMost
        ? string.Join("; ", items)
        : $"{string.Join("; ", items.Take(ListedAtMost - 1))}; and {items.Count - ListedAtMost + 1} more";

    private static string Sentence(string? text) =>
        string.IsNullOrWhiteSpace(text) ? "" : text.TrimEnd() is var trimmed && trimmed[^1] is '.' or '!' or '?' or '…' ? trimmed : Capital(trimmed) + ".";

    private static string Capital(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];

    private static string Plural(int count, string noun) => $"{Numbers.Text(count)} {noun}{(count == 1 ? "" : "s")}";
}
