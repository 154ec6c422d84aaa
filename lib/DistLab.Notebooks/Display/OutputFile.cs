using System.Text;

namespace DistLab.Notebooks.Display;

/// <summary>Files that a student asks for.</summary>
internal static class OutputFile
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Writes one of several forms of a thing, chosen by the ending of the file's name, as UTF-8, and makes the folder it lies in.</summary>
    /// <param name="what">What it is, with its article, as in <c>A figure</c>.</param>
    /// <param name="path">The file.</param>
    /// <param name="forms">Each ending with what a reader gets of it and the text to write.</param>
    /// <exception cref="ArgumentException">The name has another ending, or none.</exception>
    /// <exception cref="IOException">The folder or file cannot be written; the message says which and why.</exception>
    public static void Write(string what, string path, params (string Ending, string Gives, Func<string> Text)[] forms)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        var ending = Path.GetExtension(path);
        var chosen = Array.Find(forms, f => f.Ending.Equals(ending, StringComparison.OrdinalIgnoreCase));
        if (chosen.Text is null)
        {
            var ways = string.Join(", ", forms.SkipLast(1).Select(f => $"{f.Ending} for {f.Gives}"));
            var last = $"{forms[^1].Ending} for {forms[^1].Gives}";
            throw new ArgumentException($"{what} cannot be saved as \"{Path.GetFileName(path)}\": let the file's name end in {(ways.Length > 0 ? $"{ways} or {last}" : last)}.", nameof(path));
        }
        var text = chosen.Text();
        try
        {
            if (Path.GetDirectoryName(Path.GetFullPath(path)) is { Length: > 0 } folder)
                Directory.CreateDirectory(folder);
            File.WriteAllText(path, text, Utf8);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"\"{path}\" cannot be written: {e.Message.TrimEnd('.')}. Choose another folder or name.", e);
        }
    }
}
