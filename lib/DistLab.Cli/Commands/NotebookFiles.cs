using DistLab.Kernel;

namespace DistLab.Cli;

/// <summary>Finds and reads the notebooks that a user names.</summary>
internal static class NotebookFiles
{
    private const string Extension = ".ipynb";

    /// <summary>The folder of notebooks that need more than this project, and run only when they are named.</summary>
    private const string Extras = "extras";

    /// <summary>Reads all notebooks that the arguments name, in the order of their paths within each argument.</summary>
    /// <exception cref="UsageException">A path is missing, a file is no notebook, or there is none at all.</exception>
    public static IReadOnlyList<NotebookJob> Load(CliContext context, IReadOnlyList<string> arguments)
    {
        var course = Path.Combine(context.ProjectRoot, "notebooks");
        var paths = arguments.Count > 0
            ? arguments.Select(context.Full).SelectMany(path => Find(context, path)).Distinct().ToList()
            : Find(context, course).Where(path => !path.StartsWith(Path.Combine(course, Extras) + Path.DirectorySeparatorChar, StringComparison.Ordinal)).ToList();
        var jobs = new List<NotebookJob>();
        var mistakes = new List<string>();
        foreach (var path in paths)
        {
            try
            {
                jobs.Add(NotebookJob.Of(path, NotebookDocument.Parse(File.ReadAllText(path), context.Shown(path))));
            }
            catch (NotebookFormatException e)
            {
                mistakes.Add(e.Message);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                mistakes.Add($"{context.Shown(path)}: cannot be read: {e.Message}");
            }
        }
        if (mistakes.Count > 0) throw new UsageException(string.Join(Environment.NewLine + "distlab: ", mistakes));
        return jobs;
    }

    private static IEnumerable<string> Find(CliContext context, string path)
    {
        if (File.Exists(path))
        {
            return path.EndsWith(Extension, StringComparison.OrdinalIgnoreCase)
                ? [path]
                : throw new UsageException($"'{context.Shown(path)}' is not a notebook: its name does not end in {Extension}.");
        }
        if (!Directory.Exists(path)) throw new UsageException($"There is no notebook or folder '{context.Shown(path)}'.");
        var found = Search(path).OrderBy(p => p, StringComparer.Ordinal).ToList();
        return found.Count > 0 ? found : throw new UsageException($"The folder '{context.Shown(path)}' holds no notebooks ({Extension}).");
    }

    private static IEnumerable<string> Search(string folder) => Directory.EnumerateFiles(folder, "*" + Extension).Concat(
        Directory.EnumerateDirectories(folder).Where(sub => Path.GetFileName(sub)[0] != '.').SelectMany(Search));
}
