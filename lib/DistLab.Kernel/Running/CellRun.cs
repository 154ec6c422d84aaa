namespace DistLab.Kernel;

/// <summary>What became of one code cell.</summary>
/// <param name="Index">Its place among all cells of <see cref="NotebookRun.Document"/>, from 0.</param>
/// <param name="Id">The cell's id.</param>
/// <param name="Verdict">How it ended.</param>
/// <param name="Seconds">Its time on the wall clock; 0 where it did not run.</param>
/// <param name="Message">One line on what went wrong; empty where nothing did.</param>
public sealed record CellRun(int Index, string Id, CellVerdict Verdict, double Seconds, string Message = "");
