using System.Text;

namespace DistLab.Notebooks.Display;

/// <summary>Files that a student asks for.</summary>
internal static class OutputFile
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Writes a text as UTF-8 and makes the folder it lies in.</summary>
    public static void Write(string path, string text)
    {
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { Length: > 0 } folder)
            Directory.CreateDirectory(folder);
        File.WriteAllText(path, text, Utf8);
    }
}
