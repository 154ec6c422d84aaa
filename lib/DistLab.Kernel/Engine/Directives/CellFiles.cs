using System.Reflection;

namespace DistLab.Kernel;

/// <summary>Finds and reads the files that directives name. Their paths count from the folder of the file that names them.</summary>
internal static class CellFiles
{
    /// <summary>The library of <c>#r "x.dll"</c>.</summary>
    /// <exception cref="CellFailure">There is none.</exception>
    internal static string FindLibrary(CellDirective directive, string folder)
    {
        string path = FullPath(directive.Text, folder);
        if (File.Exists(path))
            return IsLibrary(path) ? path : throw directive.Fail($"\"{directive.Text}\" is no .NET library. Check the path, or build the project again.");
        // The bare name of a part of the framework, as in #r "System.Net.Http".
        if (!directive.Text.Contains('/') && FrameworkReferences.HostPath(directive.Text.Replace(".dll", "")) is { } host)
            return host;
        throw directive.Fail(
            $"the library \"{directive.Text}\" is not there. Not built yet? Run ./distlab build (or ./distlab run) in the project's root folder, then run this cell again. The path counts from the folder of the notebook.");
    }

    /// <summary>The text of a file.</summary>
    /// <exception cref="CellFailure">It cannot be read.</exception>
    internal static string Read(CellDirective directive, string path, string written)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw directive.Fail($"the file \"{written}\" cannot be read. Its path counts from the folder of the notebook or script that loads it.");
        }
    }

    /// <summary>The cells of a file to run: one of a script, the code cells of a notebook; with their names and texts.</summary>
    /// <exception cref="CellFailure">The file cannot be read or is of an unknown kind.</exception>
    internal static IReadOnlyList<(string Name, string Text)> Cells(CellDirective directive, string path, string written)
    {
        string text = Read(directive, path, written);
        string name = Path.GetFileName(path);
        switch (Path.GetExtension(path).ToLowerInvariant())
        {
            case ".ipynb":
                return NotebookCells(directive, text, name);
            case ".html" or ".htm":
                return [(name, "#!html\n" + text)];
            case ".js":
                return [(name, "#!javascript\n" + text)];
            case ".md":
                return [(name, "#!markdown\n" + text)];
            case ".dib" or ".fs" or ".fsx" or ".ps1":
                throw directive.Fail($"\"{written}\" cannot be run here. {directive.Info.Name} takes .ipynb, .cs, .csx, .html, .js and .md.");
            default:
                return [(name, text)];
        }
    }

    /// <summary>Where a file lies. Notebooks travel: a path written on Windows must be found elsewhere.</summary>
    internal static string FullPath(string path, string folder) => Path.GetFullPath(Path.Combine(folder, path.Replace('\\', '/')));

    private static List<(string Name, string Text)> NotebookCells(CellDirective directive, string text, string name)
    {
        try
        {
            return
            [
                .. NotebookDocument.Parse(text, name).Cells
                    .Where(cell => cell.Type == CellType.Code)
                    .Select((cell, index) => ($"{name}, cell {index + 1}", cell.Source)),
            ];
        }
        catch (NotebookFormatException e)
        {
            throw directive.Fail(e.Message);
        }
    }

    private static bool IsLibrary(string path)
    {
        try
        {
            _ = AssemblyName.GetAssemblyName(path);
            return true;
        }
        catch (BadImageFormatException)
        {
            return false;
        }
    }
}
