namespace DistLab.Kernel;

/// <summary>A report while a notebook runs.</summary>
/// <param name="Stage">What happened.</param>
/// <param name="CodeCell">The code cell it is about, counted from 1 among code cells.</param>
/// <param name="CodeCells">The number of code cells.</param>
/// <param name="Index">The cell's place among all cells, from 0.</param>
/// <param name="Cell">How the cell ended; null while it runs.</param>
/// <param name="Bar">How far the running cell says that it has come; null where it does not say.</param>
public sealed record RunProgress(RunStage Stage, int CodeCell, int CodeCells, int Index, CellRun? Cell, CellProgress? Bar = null);
