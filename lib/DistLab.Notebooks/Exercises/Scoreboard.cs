using System.Text;
using DistLab.Notebooks.Display;
using DistLab.Notebooks.Drawing;
using DistLab.Notebooks.Exercises;

namespace DistLab.Notebooks;

/// <summary>Numbers of ours beside published ones: what agrees, what stays within a bound, what differs and why.</summary>
[TypeFormatterSource(typeof(BoxFormatterSource<Scoreboard>), PreferredMimeTypes = [BoxFormatterSource.Html, BoxFormatterSource.Text])]
public sealed class Scoreboard : IBox
{
    private readonly string _title;
    private readonly List<ScoreRow> _rows;

    private Scoreboard(string title, List<ScoreRow> rows)
    {
        _title = title;
        _rows = rows;
    }

    /// <summary>The rows, in order.</summary>
    public IReadOnlyList<ScoreRow> Rows => _rows;

    /// <summary>Whether every number agrees, keeps its bound, or differs for a reason that is given.</summary>
    public bool Agrees => _rows.TrueForAll(row => row.Agrees != Agreement.No);

    /// <summary>An empty scoreboard.</summary>
    public static Scoreboard Titled(string title)
    {
        ArgumentNullException.ThrowIfNull(title);
        return new(title, []);
    }

    /// <summary>Adds a number that ours should equal.</summary>
    /// <param name="quantity">What it is.</param>
    /// <param name="published">The published number.</param>
    /// <param name="ours">Our number.</param>
    /// <param name="within">By how much the two may differ, in the unit.</param>
    /// <param name="unit">The unit of all three; with <c>%</c> they are given in per cent.</param>
    /// <param name="source">Where the published number stands.</param>
    /// <param name="reason">Why ours differs, if it does and you know.</param>
    /// <exception cref="ArgumentOutOfRangeException">The tolerance is negative or no number.</exception>
    public Scoreboard Equal(string quantity, double published, double ours, double within = 0, string? unit = null, string? source = null, string? reason = null)
    {
        if (!(within >= 0))
            throw new ArgumentOutOfRangeException(nameof(within), within, "A tolerance is zero or more.");
        // A tolerance of 0.1 must take in 1.1 against 1.0, whatever binary makes of them.
        var agrees = Math.Abs(ours - published) <= within + (1e-9 * Math.Abs(published)) || ours.Equals(published);
        return Add(quantity, published, ours, agrees ? Agreement.Yes : null, unit, source, reason);
    }

    /// <summary>Adds an upper bound that ours should keep.</summary>
    /// <param name="quantity">What it is.</param>
    /// <param name="bound">The published bound.</param>
    /// <param name="ours">Our number.</param>
    /// <param name="unit">The unit of both.</param>
    /// <param name="source">Where the bound stands.</param>
    /// <param name="reason">Why ours breaks it, if it does and you know.</param>
    public Scoreboard AtMost(string quantity, double bound, double ours, string? unit = null, string? source = null, string? reason = null) =>
        Add(quantity, bound, ours, ours <= bound ? Agreement.InBound : null, unit, source ?? "upper bound", reason);

    /// <summary>Adds a lower bound that ours should keep.</summary>
    /// <param name="quantity">What it is.</param>
    /// <param name="bound">The published bound.</param>
    /// <param name="ours">Our number.</param>
    /// <param name="unit">The unit of both.</param>
    /// <param name="source">Where the bound stands.</param>
    /// <param name="reason">Why ours breaks it, if it does and you know.</param>
    public Scoreboard AtLeast(string quantity, double bound, double ours, string? unit = null, string? source = null, string? reason = null) =>
        Add(quantity, bound, ours, ours >= bound ? Agreement.InBound : null, unit, source ?? "lower bound", reason);

    /// <summary>The table as HTML, on light and dark pages.</summary>
    public string ToHtml()
    {
        var html = new StringBuilder($"<div class=\"dlx score\">{HtmlBox.Style}<table><caption>{Markup.Escape(_title)}</caption><thead><tr>");
        foreach (var head in (string[])["Quantity", "Published", "Ours", "Difference", "Agrees"])
            html.Append($"<th scope=\"col\">{head}</th>");
        html.Append("</tr></thead><tbody>");
        foreach (var row in _rows)
        {
            var (tone, verdict) = Look(row);
            html.Append($"<tr><td>{Markup.Escape(row.Quantity)}{Small(row.Source)}</td>");
            html.Append(Cell("Published", Values.Number(row.Published, row.Unit))).Append(Cell("Ours", Values.Number(row.Ours, row.Unit)));
            html.Append(Cell("Difference", row.Difference));
            html.Append($"<td data-l=\"Agrees\" class=\"{tone}\"><span>{verdict}{Small(row.Agrees == Agreement.Explained ? row.Reason : null)}</span></td></tr>");
        }
        return html.Append("</tbody></table></div>").ToString();
    }

    /// <summary>The table as text.</summary>
    public override string ToString()
    {
        string[][] lines =
        [
            ["Quantity", "Published", "Ours", "Difference", "Agrees"],
            .. _rows.Select(row => (string[])[row.Quantity, Values.Number(row.Published, row.Unit), Values.Number(row.Ours, row.Unit), row.Difference, Look(row).Verdict]),
        ];
        var widths = Enumerable.Range(0, lines[0].Length).Select(column => lines.Max(line => line[column].Length)).ToArray();
        var table = lines.Select(line => string.Join("  ", line.Select((cell, column) =>
            column is 0 or 4 ? cell.PadRight(widths[column]) : cell.PadLeft(widths[column]))).TrimEnd());
        return string.Join('\n', table.Prepend(_title));
    }

    private Scoreboard Add(string quantity, double published, double ours, Agreement? agreed, string? unit, string? source, string? reason)
    {
        ArgumentNullException.ThrowIfNull(quantity);
        var agreement = agreed ?? (string.IsNullOrWhiteSpace(reason) ? Agreement.No : Agreement.Explained);
        return new(_title, [.. _rows, new(quantity, published, ours, agreement, unit, source, reason)]);
    }

    private static (string Tone, string Verdict) Look(ScoreRow row) => row.Agrees switch
    {
        Agreement.Yes => ("y", "✓ yes"),
        Agreement.InBound => ("y", "✓ in bound"),
        Agreement.Explained => ("w", "≠ explained"),
        _ => ("n", "✗ no"),
    };

    private static string Cell(string label, string value) => $"<td data-l=\"{label}\">{Markup.Escape(value)}</td>";

    private static string Small(string? text) => string.IsNullOrWhiteSpace(text) ? "" : $"<br/><small>{Markup.Escape(text)}</small>";
}
