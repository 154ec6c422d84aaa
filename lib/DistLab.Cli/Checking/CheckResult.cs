using DistLab.Cli.Site;
using DistLab.Kernel;

namespace DistLab.Cli.Checking;

/// <summary>What came of checking one notebook.</summary>
/// <param name="Job">The notebook as it is committed.</param>
/// <param name="Run">The new run.</param>
/// <param name="WasExecuted">Whether it is committed with outputs at all.</param>
/// <param name="Differences">The outputs that differ.</param>
/// <param name="Compared">How many outputs were compared.</param>
internal sealed record CheckResult(NotebookJob Job, NotebookRun Run, bool WasExecuted, IReadOnlyList<OutputDifference> Differences, int Compared)
{
    /// <summary>Whether everything reproduced.</summary>
    public bool IsSame => WasExecuted && Run.Verdict == RunVerdict.Succeeded && Differences.Count == 0;

    /// <summary>The result in a few words.</summary>
    public string Verdict =>
        !WasExecuted ? "never executed"
        : Run.Verdict != RunVerdict.Succeeded ? RunText.Verdict(Run) + (Differences.Count > 0 ? $", {Differing}" : "")
        : Differences.Count > 0 ? Differing
        : "same";

    private string Differing => $"{Differences.Count} output{(Differences.Count == 1 ? " differs" : "s differ")}";

    /// <summary>Compares a run with the notebook that it is a run of.</summary>
    public static CheckResult Of(NotebookJob job, NotebookRun run)
    {
        var code = job.Document.Cells.Where(cell => cell.Type == CellType.Code && !string.IsNullOrWhiteSpace(cell.Source)).ToList();
        var wasExecuted = code.Count == 0 || code.Any(cell => cell.ExecutionCount is not null || cell.Outputs.Count > 0);
        return wasExecuted
            ? new CheckResult(job, run, true, OutputComparer.Compare(job.Document, run), code.Sum(cell => ComparedOutput.Of(cell).Count))
            : new CheckResult(job, run, false, [], 0);
    }
}
