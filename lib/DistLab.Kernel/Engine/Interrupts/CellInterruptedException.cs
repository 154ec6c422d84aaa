namespace DistLab.Kernel;

/// <summary>Unwinds the code of a cell that was interrupted.</summary>
internal sealed class CellInterruptedException : OperationCanceledException
{
    internal CellInterruptedException(CancellationToken token)
        : base("The cell was interrupted.", token)
    {
    }
}
