using System.Text;
using System.Text.Json.Nodes;

namespace DistLab.Kernel;

/// <summary>
/// A Jupyter notebook, nbformat 4.5. The JSON it was read from stays underneath, so that a field which this library does
/// not know is written back as it was, in its place.
/// </summary>
public sealed class NotebookDocument
{
    private readonly List<NotebookCell> _cells;

    private NotebookDocument(JsonObject json, string name)
    {
        Json = json;
        Name = name;
        _cells = [.. Json["cells"]!.AsArray().Select(cell => new NotebookCell(cell!.AsObject()))];
    }

    /// <summary>What messages call this notebook: its path as it was given.</summary>
    public string Name { get; }

    /// <summary>The whole notebook as JSON.</summary>
    public JsonObject Json { get; }

    /// <summary>The cells in their order.</summary>
    public IReadOnlyList<NotebookCell> Cells => _cells;

    /// <summary>The notebook's metadata: kernelspec, language, title and what else is there.</summary>
    public JsonObject Metadata => Json["metadata"]!.AsObject();

    /// <summary>Reads a notebook file.</summary>
    /// <param name="path">The file; the notebook's <see cref="Name"/> is this path as given.</param>
    /// <exception cref="NotebookFormatException">The file is no notebook of format 4.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public static NotebookDocument Load(string path) => Parse(File.ReadAllText(path, Encoding.UTF8), path);

    /// <summary>Reads a notebook from its JSON text. Formats 4.0 to 4.4 become 4.5, which gives each cell an id (<c>cell-1</c> …).</summary>
    /// <param name="json">The text of the file.</param>
    /// <param name="name">What error messages call it.</param>
    /// <exception cref="NotebookFormatException">The text is no notebook of format 4.</exception>
    public static NotebookDocument Parse(string json, string name) => new(NotebookReader.Read(json, name), name);

    /// <summary>A copy that shares nothing with this notebook.</summary>
    public NotebookDocument Clone() => new(Json.DeepClone().AsObject(), Name);

    /// <summary>Removes all outputs and execution counts.</summary>
    public void ClearOutputs() => _cells.ForEach(cell => cell.ClearOutputs());

    /// <summary>
    /// The notebook as Jupyter writes it: indented by one space, texts as arrays of lines, all letters readable, a final line feed.
    /// </summary>
    public string ToJson() => JupyterJson.Write(NotebookLines.Split(Json)) + "\n";

    /// <summary>Writes the notebook whole or not at all: to a new file beside it, which then takes its name.</summary>
    /// <param name="path">The file to write; its folder must exist.</param>
    /// <exception cref="IOException">The file cannot be written; what stood there is unharmed.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    public void Save(string path)
    {
        string temporary = $"{path}.{Environment.ProcessId}-{Guid.NewGuid():N}.tmp";
        try
        {
            File.WriteAllText(temporary, ToJson(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
            File.Move(temporary, path, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    internal void Insert(int index, NotebookCell cell)
    {
        Json["cells"]!.AsArray().Insert(index, cell.Json);
        _cells.Insert(index, cell);
    }

    internal void RemoveAt(int index)
    {
        Json["cells"]!.AsArray().RemoveAt(index);
        _cells.RemoveAt(index);
    }
}
