using DistLab.Kernel;

namespace DistLab.Cli.Site;

/// <summary>How runs are put into words, in the table, on the index and on the pages alike.</summary>
internal static class RunText
{
    /// <summary>A verdict in a few words, such as <c>failed in cell 7</c>.</summary>
    public static string Verdict(NotebookRun run) => run.Verdict switch
    {
        RunVerdict.Succeeded => "succeeded",
        RunVerdict.CellFailed => "failed" + Where(run),
        RunVerdict.TimedOut => "timed out" + Where(run),
        RunVerdict.Crashed => "crashed" + Where(run),
        _ => "cancelled",
    };

    /// <summary>How many code cells ran, of how many.</summary>
    public static string Cells(NotebookRun run)
    {
        var ran = run.Cells.Count(cell => cell.Verdict != CellVerdict.NotRun);
        return ran == run.Cells.Count ? $"{ran}" : $"{ran} of {run.Cells.Count}";
    }

    private static string Where(NotebookRun run)
    {
        var place = run.Cells.ToList().FindIndex(cell => cell.Verdict is CellVerdict.Failed or CellVerdict.TimedOut or CellVerdict.Crashed);
        return place < 0 ? "" : $" in cell {place + 1}";
    }
}
