using System.Text.Json.Nodes;
using DistLab.Kernel;

namespace DistLab.Cli.Tests;

/// <summary>Writes small notebooks for tests.</summary>
internal sealed class NotebookBuilder
{
    private readonly JsonArray _cells = [];

    public NotebookBuilder Text(string markdown) => Add("markdown", markdown, new JsonObject());

    public NotebookBuilder Code(string source, params JsonObject[] outputs) => Add("code", source, new JsonObject(), outputs);

    public NotebookBuilder Tagged(string tag, string source, params JsonObject[] outputs) =>
        Add("code", source, new JsonObject { ["tags"] = new JsonArray(tag) }, outputs);

    public NotebookDocument Build() => NotebookDocument.Parse(ToString(), "test.ipynb");

    public override string ToString() => new JsonObject
    {
        ["cells"] = _cells.DeepClone(),
        ["metadata"] = new JsonObject(),
        ["nbformat"] = 4,
        ["nbformat_minor"] = 5,
    }.ToJsonString();

    public static JsonObject Stream(string text, string name = "stdout") =>
        new() { ["output_type"] = "stream", ["name"] = name, ["text"] = text };

    public static JsonObject Error(string name, string value, params string[] traceback) => new()
    {
        ["output_type"] = "error", ["ename"] = name, ["evalue"] = value, ["traceback"] = new JsonArray([.. traceback.Select(line => (JsonNode)line)]),
    };

    public static JsonObject Data(params (string Mime, JsonNode Value)[] parts) => new()
    {
        ["output_type"] = "display_data", ["metadata"] = new JsonObject(), ["data"] = new JsonObject(parts.Select(part => KeyValuePair.Create(part.Mime, (JsonNode?)part.Value))),
    };

    private NotebookBuilder Add(string type, string source, JsonObject metadata, JsonObject[]? outputs = null)
    {
        var cell = new JsonObject { ["cell_type"] = type, ["id"] = $"c{_cells.Count}", ["metadata"] = metadata, ["source"] = source };
        if (outputs is not null)
        {
            cell["execution_count"] = outputs.Length > 0 ? _cells.Count + 1 : null;
            cell["outputs"] = new JsonArray([.. outputs]);
        }
        _cells.Add(cell);
        return this;
    }
}
