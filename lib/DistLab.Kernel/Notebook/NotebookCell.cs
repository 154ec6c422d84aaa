using System.Text.Json;
using System.Text.Json.Nodes;

namespace DistLab.Kernel;

/// <summary>One cell of a notebook: a view of its JSON, which keeps every field it came with.</summary>
public sealed class NotebookCell
{
    internal NotebookCell(JsonObject json) => Json = json;

    /// <summary>The cell as nbformat stores it.</summary>
    public JsonObject Json { get; }

    /// <summary>The cell's id, unique in its notebook; it stays the same when the notebook is run.</summary>
    public string Id => NotebookText.String(Json["id"]);

    /// <summary>Code, Markdown or raw.</summary>
    public CellType Type => NotebookText.String(Json["cell_type"]) switch
    {
        "code" => CellType.Code,
        "markdown" => CellType.Markdown,
        _ => CellType.Raw,
    };

    /// <summary>The cell's text, its lines joined by line feeds.</summary>
    public string Source
    {
        get => NotebookText.Join(Json["source"]);
        set => Json["source"] = NotebookText.Split(value);
    }

    /// <summary>The tags in the cell's metadata, such as <c>parameters</c> or <c>raises-exception</c>.</summary>
    public IReadOnlyList<string> Tags =>
        Json["metadata"]?["tags"] is JsonArray tags ? [.. tags.Select(NotebookText.String)] : [];

    /// <summary>The outputs of a code cell, in the order they appeared; empty for other cells.</summary>
    public IReadOnlyList<CellOutput> Outputs =>
        Json["outputs"] is JsonArray outputs ? [.. outputs.OfType<JsonObject>().Select(o => new CellOutput(o))] : [];

    /// <summary>The number in brackets beside a code cell that was run; otherwise null.</summary>
    public int? ExecutionCount =>
        Json["execution_count"] is JsonValue value && value.GetValueKind() == JsonValueKind.Number ? value.GetValue<int>() : null;

    /// <summary>Whether a tag is set.</summary>
    /// <param name="tag">The tag, letter case included.</param>
    public bool HasTag(string tag) => Tags.Contains(tag);

    /// <summary>Removes the outputs and the execution count of a code cell; does nothing to other cells.</summary>
    public void ClearOutputs()
    {
        if (Type == CellType.Code)
            SetOutputs([], null);
    }

    internal void SetOutputs(JsonArray outputs, int? executionCount)
    {
        Json["execution_count"] = executionCount;
        Json["outputs"] = outputs;
    }

    internal static NotebookCell Code(string id, string source, params string[] tags)
    {
        var metadata = new JsonObject();
        if (tags.Length > 0)
            metadata["tags"] = new JsonArray([.. tags.Select(t => (JsonNode)t)]);
        return new NotebookCell(new JsonObject
        {
            ["cell_type"] = "code",
            ["execution_count"] = null,
            ["id"] = id,
            ["metadata"] = metadata,
            ["outputs"] = new JsonArray(),
            ["source"] = NotebookText.Split(source),
        });
    }
}
