using DistLab.Protocols;

namespace DistLab.Coordination;

/// <summary>
/// The chapter's shared resource: a printer that prints whatever comes, line after line. Each visit to the critical section
/// prints one page; two clients inside at once spoil each other's.
/// </summary>
public sealed class SharedPrinter
{
    /// <summary>How many lines a page has.</summary>
    public const int LinesPerPage = 4;

    private SharedPrinter(IReadOnlyList<PrintedLine> lines) => Lines = lines;

    /// <summary>All lines, as they stand on the paper.</summary>
    public IReadOnlyList<PrintedLine> Lines { get; }

    /// <summary>How many pages were printed.</summary>
    public int Pages => Lines.Count / LinesPerPage;

    /// <summary>How many of them came out whole: their lines one after the other, and nobody else's between.</summary>
    public int WholePages
    {
        get
        {
            var whole = 0;
            for (var start = 0; start + LinesPerPage <= Lines.Count; start++)
            {
                var first = Lines[start];
                if (first.Line == 1 && Enumerable.Range(0, LinesPerPage).All(i => Lines[start + i] is var line && line.Client == first.Client && line.Page == first.Page))
                    whole++;
            }
            return whole;
        }
    }

    /// <summary>What the printer printed in a run: each finished visit's lines, evenly spread over it.</summary>
    public static SharedPrinter Print(MutualExclusionRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        var pages = new Dictionary<NodeId, int>();
        var lines = new List<PrintedLine>();
        foreach (var visit in run.Report.Visits.Where(v => v is { Entered: not null, Left: not null, Crashed: false }).OrderBy(v => v.Entered))
        {
            var page = pages[visit.Node] = pages.GetValueOrDefault(visit.Node) + 1;
            var length = visit.Left!.Value - visit.Entered!.Value;
            for (var line = 1; line <= LinesPerPage; line++)
                lines.Add(new(visit.Entered.Value + (length * ((double)line / (LinesPerPage + 1))), visit.Node, page, line));
        }
        return new([.. lines.OrderBy(line => line.At)]);
    }

    /// <summary>The paper's first lines, each client's in a column of its own.</summary>
    public override string ToString()
    {
        const int shown = 16;
        const int column = 20;
        var text = Lines.Take(shown).Select(line => "│ " + new string(' ', (line.Client.Index % 4) * (column / 2)) + line);
        var rest = Lines.Count > shown ? $"\n│ … {Lines.Count - shown} more lines" : "";
        return string.Join('\n', text) + rest;
    }
}
