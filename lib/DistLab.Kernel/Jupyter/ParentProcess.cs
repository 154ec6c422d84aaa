using System.Globalization;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace DistLab.Kernel;

/// <summary>
/// The front end that started this process, by what it left in the environment: <c>JPY_PARENT_PID</c>, and on Windows
/// <c>JPY_INTERRUPT_EVENT</c>. A kernel whose front end died has nobody left who could end it.
/// </summary>
internal static class ParentProcess
{
    private const int PollMilliseconds = 1000;

    /// <summary>Watches the parent, if the environment names it.</summary>
    /// <param name="onGone">Called once, on a thread of its own, when it is gone.</param>
    /// <param name="onInterrupt">Called, on a thread of its own, each time it raises the event (Windows only).</param>
    internal static void Watch(Action onGone, Action onInterrupt)
    {
        if (OperatingSystem.IsWindows())
        {
            if (Handle("JPY_PARENT_PID") is { } parent)
                Run(() => WaitOnce(parent, onGone));
            if (Handle("JPY_INTERRUPT_EVENT") is { } interrupt)
                Run(() => WaitAgain(interrupt, onInterrupt));
        }
        else if (int.TryParse(Environment.GetEnvironmentVariable("JPY_PARENT_PID"), CultureInfo.InvariantCulture, out int id) && id > 0)
        {
            Run(() => Poll(id, onGone));
        }
    }

    private static void Run(Action watch) => new Thread(() => watch(), 256 * 1024) { IsBackground = true, Name = "parent watch" }.Start();

    /// <summary>On Windows the variables hold handles that this process inherited.</summary>
    private static SafeWaitHandle? Handle(string variable) =>
        nint.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out nint handle) && handle != 0
            ? new SafeWaitHandle(handle, ownsHandle: false)
            : null;

    private static void WaitOnce(SafeWaitHandle handle, Action then)
    {
        using var ended = new ManualResetEvent(false) { SafeWaitHandle = handle };
        ended.WaitOne();
        then();
    }

    private static void WaitAgain(SafeWaitHandle handle, Action then)
    {
        using var raised = new AutoResetEvent(false) { SafeWaitHandle = handle };
        while (raised.WaitOne())
            then();
    }

    private static void Poll(int parent, Action onGone)
    {
        // An orphan is given another parent. A launcher in between may live on after the front end, hence the second question.
        int first = ParentId();
        while (ParentId() == first && Exists(parent))
            Thread.Sleep(PollMilliseconds);
        onGone();
    }

    private static bool Exists(int process)
    {
        const int NoSuchProcess = 3;
        return Kill(process, signal: 0) == 0 || Marshal.GetLastPInvokeError() != NoSuchProcess;
    }

    [DllImport("libc", EntryPoint = "getppid")]
    private static extern int ParentId();

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static extern int Kill(int process, int signal);
}
