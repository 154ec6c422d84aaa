using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace DistLab.Systems;

/// <summary>What it takes for bytes to outlive the machine's power.</summary>
internal class StableDisk
{
    /// <summary>The machine's own disks.</summary>
    public static StableDisk Real { get; } = new();

    /// <summary>Returns when the file's content is on the disk.</summary>
    /// <param name="file">The file.</param>
    /// <param name="path">Its name at this time.</param>
    public virtual void Flush(SafeFileHandle file, string path) => RandomAccess.FlushToDisk(file);

    /// <summary>Returns when a folder's list of files is on the disk: a file that was just made or renamed is lost with its name.</summary>
    public virtual void FlushFolder(string path)
    {
        // Windows writes names through; it also has no way to open a folder for this.
        if (OperatingSystem.IsWindows())
            return;
        var folder = Open(path, flags: 0);
        if (folder < 0)
            throw new IOException($"The folder '{path}' cannot be opened to be flushed: {Marshal.GetLastPInvokeErrorMessage()}.");
        try
        {
            if (Fsync(folder) != 0)
                throw new IOException($"The folder '{path}' cannot be flushed: {Marshal.GetLastPInvokeErrorMessage()}.");
        }
        finally
        {
            _ = Close(folder);
        }
    }

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    private static extern int Open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static extern int Fsync(int file);

    [DllImport("libc", EntryPoint = "close", SetLastError = true)]
    private static extern int Close(int file);
}
