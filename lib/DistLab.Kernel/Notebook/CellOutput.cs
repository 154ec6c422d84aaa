using System.Text.Json.Nodes;

namespace DistLab.Kernel;

/// <summary>One output of a code cell: a view of its JSON, which keeps every field it came with.</summary>
public sealed class CellOutput
{
    internal CellOutput(JsonObject json) => Json = json;

    /// <summary>The output as nbformat stores it.</summary>
    public JsonObject Json { get; }

    /// <summary>Which of the four kinds it is.</summary>
    public OutputKind Kind => NotebookText.String(Json["output_type"]) switch
    {
        "stream" => OutputKind.Stream,
        "execute_result" => OutputKind.ExecuteResult,
        "error" => OutputKind.Error,
        _ => OutputKind.DisplayData,
    };

    /// <summary>For a stream <c>stdout</c> or <c>stderr</c>; otherwise empty.</summary>
    public string StreamName => NotebookText.String(Json["name"]);

    /// <summary>
    /// The output as plain text: a stream's text, a value's <c>text/plain</c>, or an error's traceback; empty where there is none.
    /// </summary>
    public string Text => Kind switch
    {
        OutputKind.Stream => NotebookText.Join(Json["text"]),
        OutputKind.Error => string.Join('\n', Traceback),
        _ => Mime("text/plain") ?? "",
    };

    /// <summary>A value's bundle: MIME type to text (one string or an array of lines) or JSON; empty for streams and errors.</summary>
    public JsonObject Data => Json["data"] as JsonObject ?? [];

    /// <summary>An error's name, such as <c>System.DivideByZeroException</c>; otherwise empty.</summary>
    public string ErrorName => NotebookText.String(Json["ename"]);

    /// <summary>An error's message; otherwise empty.</summary>
    public string ErrorValue => NotebookText.String(Json["evalue"]);

    /// <summary>An error's lines as they are shown; otherwise empty.</summary>
    public IReadOnlyList<string> Traceback =>
        Json["traceback"] is JsonArray lines ? [.. lines.Select(NotebookText.String)] : [];

    /// <summary>The text of one MIME type, its lines joined, JSON written out.</summary>
    /// <param name="mimeType">For example <c>image/svg+xml</c>.</param>
    /// <returns>Null where the bundle has no such type.</returns>
    public string? Mime(string mimeType) => Data[mimeType] switch
    {
        null => null,
        JsonObject json => JupyterJson.Write(json),
        JsonArray array when MimeTypes.IsJson(mimeType) => JupyterJson.Write(array),
        { } text => NotebookText.Join(text),
    };
}
