using System.Runtime.ExceptionServices;

namespace DistLab.Kernel;

/// <summary>Exceptions on threads of guarded cells, which nothing catches: they are printed and end the thread, not the process.</summary>
internal static class StrayExceptions
{
    private static readonly Lock InstallLock = new();
    private static bool s_installed;

    /// <summary>Takes care of them from now on.</summary>
    internal static void Install()
    {
        lock (InstallLock)
        {
            if (s_installed)
                return;
            s_installed = true;
            try
            {
                ExceptionHandling.SetUnhandledExceptionHandler(IsTaken);
            }
            catch (InvalidOperationException)
            {
                // There can be one handler only: the program has its own, and asks this one first.
            }
        }
    }

    /// <summary>Whether an exception belongs to a guarded cell; it is printed there then.</summary>
    internal static bool IsTaken(Exception exception)
    {
        // An interrupt ends the cell's threads too, and that is no news; nor to a cell that runs by then, to which a thread without a
        // context of its own is counted.
        if (exception is CellInterruptedException)
            return true;
        if (CellExecution.Current is not { Engine.IsGuarded: true } run)
            return false;
        if (run.IsStopped)
            return true;
        var error = ExceptionText.Describe(exception);
        run.Engine.Output.Print(run, error: true, $"An exception on a thread, which nothing caught, ended that thread:\n{string.Join('\n', error.Traceback)}\n");
        return true;
    }
}
