using System.Runtime.InteropServices;

namespace DistLab.Kernel;

/// <summary>The kernel that Jupyter's front ends start: C# cells by the Jupyter messaging protocol 5.4.</summary>
public static class JupyterKernel
{
    /// <summary>
    /// Serves front ends until one of them, a signal, the death of the process that started this one or the cancellation says to
    /// stop. Cells run in this process, in its current directory, and see its standard input and output replaced. Threads that
    /// cells started may go on afterwards: the caller should end the process.
    /// </summary>
    /// <param name="connectionFile">The path of the connection file that the front end wrote.</param>
    /// <param name="cancellation">Ends the kernel as a shutdown request does.</param>
    /// <exception cref="KernelStartException">The file cannot be used, or its addresses cannot.</exception>
    public static async Task RunAsync(string connectionFile, CancellationToken cancellation = default)
    {
        using var host = new KernelHost(ConnectionFile.Read(connectionFile), Environment.CurrentDirectory, KernelLog.ToStandardError());
        using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, context =>
        {
            context.Cancel = true;
            host.Interrupt();
        });
        using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context =>
        {
            context.Cancel = true;
            host.Dispose();
        });
        using var cancelled = cancellation.Register(host.Dispose);
        // A cell that calls Environment.Exit: what it printed before belongs to the front end.
        EventHandler exiting = (_, _) => host.Close();
        AppDomain.CurrentDomain.ProcessExit += exiting;
        host.Start();
        ParentProcess.Watch(onGone: host.Dispose, onInterrupt: host.Interrupt);
        await host.Ended;
        AppDomain.CurrentDomain.ProcessExit -= exiting;
    }
}
