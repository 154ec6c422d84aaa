using Spectre.Console;

namespace DistLab.Cli;

/// <summary>What a command knows of its surroundings; a test gives its own.</summary>
/// <param name="ProjectRoot">The folder that holds <c>notebooks/</c>, <c>lib/</c> and <c>out/</c>.</param>
/// <param name="CurrentFolder">Where the user stands: the paths that they type start from here.</param>
/// <param name="Console">Where results go.</param>
/// <param name="Error">Where mistakes are told.</param>
internal sealed record CliContext(string ProjectRoot, string CurrentFolder, IAnsiConsole Console, TextWriter Error)
{
    private const int WidthOfFiles = 140;

    /// <summary>Whether a person watches: then progress is drawn in place, else in lines.</summary>
    public bool IsLive => Console.Profile.Capabilities.Interactive && Console.Profile.Capabilities.Ansi;

    /// <summary>The surroundings of this process.</summary>
    public static CliContext OfProcess()
    {
        var console = AnsiConsole.Console;
        if (System.Console.IsOutputRedirected)
        {
            console.Profile.Capabilities.Interactive = false;
            console.Profile.Capabilities.Ansi = false;
            console.Profile.Capabilities.ColorSystem = ColorSystem.NoColors;
            console.Profile.Width = WidthOfFiles;
        }
        return new CliContext(FindRoot(), Environment.CurrentDirectory, console, System.Console.Error);
    }

    /// <summary>A path as the user would type it from where they stand.</summary>
    public string Shown(string path)
    {
        var relative = Path.GetRelativePath(CurrentFolder, path);
        return relative.StartsWith("..", StringComparison.Ordinal) ? path : relative;
    }

    /// <summary>A path that the user typed, in full.</summary>
    public string Full(string path) => Path.GetFullPath(path, CurrentFolder);

    // The launcher knows the root; without it the program lies somewhere below the solution.
    private static string FindRoot()
    {
        if (Environment.GetEnvironmentVariable("DISTLAB_ROOT") is { Length: > 0 } root && Directory.Exists(root)) return Path.GetFullPath(root);
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "DistLab.slnx"))) return folder.FullName;
        }
        return Environment.CurrentDirectory;
    }
}
