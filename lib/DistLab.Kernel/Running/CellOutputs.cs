using System.Text;
using System.Text.Json.Nodes;

namespace DistLab.Kernel;

/// <summary>Collects the outputs of a notebook's cells in nbformat's form, as they come in.</summary>
internal sealed class CellOutputs
{
    private readonly Dictionary<string, List<JsonObject>> _displays = [];
    private readonly StringBuilder _stream = new();
    private bool _streamIsError;
    private JsonArray _outputs = [];
    private int _printed;

    /// <summary>Starts a cell; updates of displays in earlier cells still reach them.</summary>
    internal JsonArray Begin()
    {
        _outputs = [];
        _printed = 0;
        return _outputs;
    }

    /// <summary>Whether the cell printed so much that the rest was dropped.</summary>
    internal bool PrintLimitReached => _printed >= CSharpEngine.DefaultPrintLimit;

    internal void Print(bool error, string text)
    {
        if (error != _streamIsError)
            End();
        _streamIsError = error;
        _stream.Append(text);
        _printed += text.Length;
    }

    internal void Display(JsonObject frame)
    {
        End();
        var output = new JsonObject
        {
            ["data"] = frame["data"]!.DeepClone(),
            ["metadata"] = new JsonObject(),
            ["output_type"] = "display_data",
        };
        _outputs.Add((JsonNode)output);
        string id = (string)frame["id"]!;
        if (!_displays.TryGetValue(id, out var list))
            _displays[id] = list = [];
        list.Add(output);
    }

    internal void Update(JsonObject frame)
    {
        foreach (var output in _displays.GetValueOrDefault((string)frame["id"]!) ?? [])
            output["data"] = frame["data"]!.DeepClone();
    }

    internal void Result(JsonNode data, int executionCount)
    {
        End();
        _outputs.Add((JsonNode)new JsonObject
        {
            ["data"] = data.DeepClone(),
            ["execution_count"] = executionCount,
            ["metadata"] = new JsonObject(),
            ["output_type"] = "execute_result",
        });
    }

    internal void Fail(CellError error)
    {
        End();
        _outputs.Add((JsonNode)new JsonObject
        {
            ["ename"] = error.Name,
            ["evalue"] = error.Message,
            ["output_type"] = "error",
            ["traceback"] = new JsonArray([.. error.Traceback.Select(line => (JsonNode)line)]),
        });
    }

    /// <summary>Closes the stream output that is being written.</summary>
    internal void End()
    {
        if (_stream.Length == 0)
            return;
        _outputs.Add((JsonNode)new JsonObject
        {
            ["name"] = _streamIsError ? "stderr" : "stdout",
            ["output_type"] = "stream",
            ["text"] = NotebookText.Split(_stream.ToString()),
        });
        _stream.Clear();
    }
}
