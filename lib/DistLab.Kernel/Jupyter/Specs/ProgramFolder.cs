namespace DistLab.Kernel;

/// <summary>
/// A folder that holds the kernel's program. Each installation gets one of its own, because a program that runs loads more of
/// its libraries later; a lock in it tells whether one runs. The operating system frees the lock however the program ends.
/// </summary>
internal static class ProgramFolder
{
    internal const string Pattern = "program-*";
    private const string LockName = "in-use";

    /// <summary>A new name.</summary>
    internal static string NewName() => $"program-{Guid.NewGuid().ToString("N")[..8]}";

    /// <summary>Lets a filled folder be locked.</summary>
    internal static void Complete(string folder) => File.WriteAllText(Path.Combine(folder, LockName), "");

    /// <summary>Keeps the folder that this program runs from until the result is disposed of or the process ends.</summary>
    /// <returns>Null where the program runs from an ordinary build.</returns>
    internal static IDisposable? Hold(string folder)
    {
        try
        {
            return new FileStream(Path.Combine(folder, LockName), FileMode.Open, FileAccess.Read, FileShare.Read);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Removes a folder unless a program runs from it.</summary>
    /// <returns>Whether it is gone.</returns>
    internal static bool TryRemove(string folder)
    {
        try
        {
            string file = Path.Combine(folder, LockName);
            if (File.Exists(file))
            {
                using var free = new FileStream(file, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            }
            Directory.Delete(folder, recursive: true);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
