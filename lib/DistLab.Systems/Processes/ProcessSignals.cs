using System.Diagnostics;
using System.Runtime.InteropServices;

namespace DistLab.Systems;

/// <summary>Stops a process amid what it does, and has it go on.</summary>
internal static class ProcessSignals
{
    private static int Stop => OperatingSystem.IsLinux() ? 19 : 17;

    private static int Continue => OperatingSystem.IsLinux() ? 18 : 19;

    /// <summary>Stops a process until it is told to go on, or until this process ends: then the other one ends, too.</summary>
    /// <returns>What has to be disposed to have it go on.</returns>
    /// <exception cref="PlatformNotSupportedException">The system has no such signal.</exception>
    public static IDisposable Pause(int process)
    {
        if (OperatingSystem.IsWindows())
            throw new PlatformNotSupportedException("Windows cannot stop a process and have it go on. Cut the node's links instead.");
        var paused = new Paused(process);
        Send(process, Stop);
        return paused;
    }

    private static void Send(int process, int signal)
    {
        // A process that is gone has nothing to stop.
        _ = Kill(process, signal);
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static extern int Kill(int process, int signal);

    /// <summary>
    /// A stopped process cannot notice that its cluster is gone, so a small shell does it in its place: it waits on a pipe from
    /// this process, and kills the stopped one when that breaks.
    /// </summary>
    private sealed class Paused : IDisposable
    {
        private readonly int _process;
        private readonly Process _guard;

        public Paused(int process)
        {
            _process = process;
            // Ctrl+C in a terminal is not for the guard.
            var info = new ProcessStartInfo("/bin/sh", ["-c", $"trap '' INT; read -r word || kill -KILL {process}"])
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            _guard = Process.Start(info)!;
        }

        public void Dispose()
        {
            Send(_process, Continue);
            _guard.StandardInput.WriteLine("on");
            _guard.StandardInput.Close();
            _guard.WaitForExit();
            _guard.Dispose();
        }
    }
}
