namespace DistLab.Kernel;

/// <summary>What became of one notebook.</summary>
/// <param name="Document">A copy of the notebook with the outputs of this run and, if parameters were given, the cell that sets them.</param>
/// <param name="Cells">Its code cells in their order.</param>
/// <param name="Verdict">How it ended.</param>
/// <param name="Seconds">Its time on the wall clock, the start of its process included.</param>
/// <param name="Message">One line on what went wrong, with the place; empty where nothing did.</param>
public sealed record NotebookRun(
    NotebookDocument Document,
    IReadOnlyList<CellRun> Cells,
    RunVerdict Verdict,
    double Seconds,
    string Message = "");
