namespace DistLab.Kernel;

/// <summary>
/// The folders in which Jupyter and VS Code look for kernels. Source: "Common Directories and File Locations" of Jupyter's
/// documentation, section "Data files".
/// </summary>
public static class KernelFolders
{
    /// <summary>The folder of the user who runs this program.</summary>
    /// <exception cref="KernelInstallException">The user has no home folder.</exception>
    public static string OfUser() => OfUser(
        OperatingSystem.IsWindows() ? PlatformID.Win32NT : OperatingSystem.IsMacOS() ? PlatformID.MacOSX : PlatformID.Unix,
        Environment.GetFolderPath(Environment.SpecialFolder.UserProfile, Environment.SpecialFolderOption.DoNotVerify),
        Environment.GetEnvironmentVariable);

    /// <summary>The folder below an installation prefix, such as that of a Python environment.</summary>
    public static string Below(string prefix) => Path.Combine(prefix, "share", "jupyter", "kernels");

    internal static string OfUser(PlatformID system, string home, Func<string, string?> variable)
    {
        if (Set("JUPYTER_DATA_DIR") is { } data)
            return Path.Combine(data, "kernels");
        string[] below = system switch
        {
            PlatformID.Win32NT => [Set("APPDATA") ?? Path.Combine(Home(), "AppData", "Roaming"), "jupyter"],
            PlatformID.MacOSX => [Home(), "Library", "Jupyter"],
            _ => [Set("XDG_DATA_HOME") ?? Path.Combine(Home(), ".local", "share"), "jupyter"],
        };
        return Path.Combine([.. below, "kernels"]);

        string? Set(string name) => variable(name) is { Length: > 0 } value ? value : null;
        string Home() => home.Length > 0 ? home
            : throw new KernelInstallException("You have no home folder to install the kernel in. Name one in the variable JUPYTER_DATA_DIR, or use --prefix.");
    }
}
