using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace DistLab.Kernel;

/// <summary>Collects the outputs of a notebook's cells in nbformat's form, as they come in.</summary>
internal sealed class CellOutputs
{
    /// <summary>What the displays of one cell may hold, in characters of JSON: a loop that displays must not fill this process.</summary>
    private const long ShowLimit = 64 * 1024 * 1024;

    private readonly Dictionary<string, List<JsonObject>> _displays = [];
    private readonly StringBuilder _stream = new();
    private bool _streamIsError;
    private JsonArray _outputs = [];
    private int _printed;
    private long _shown;
    private int _notShown;
    private bool _clearDue;

    /// <summary>Starts a cell; updates of displays in earlier cells still reach them.</summary>
    internal JsonArray Begin()
    {
        _outputs = [];
        _clearDue = false;
        _printed = 0;
        _shown = 0;
        _notShown = 0;
        return _outputs;
    }

    /// <summary>Whether the cell printed so much that the rest was dropped.</summary>
    internal bool PrintLimitReached => _printed >= CSharpEngine.DefaultPrintLimit;

    internal void Print(bool error, string text)
    {
        ClearIfDue();
        if (error != _streamIsError)
            FlushStream();
        _streamIsError = error;
        _stream.Append(text);
        _printed += text.Length;
    }

    internal void Display(Frame displayed)
    {
        ClearIfDue();
        FlushStream();
        _shown += displayed.Text.Length;
        if (_shown > ShowLimit)
        {
            _notShown++;
            return;
        }
        var frame = displayed.Json();
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

    internal void Update(Frame displayed)
    {
        var frame = displayed.Json();
        foreach (var output in _displays.GetValueOrDefault((string)frame["id"]!) ?? [])
            output["data"] = frame["data"]!.DeepClone();
    }

    /// <summary>Removes what the cell has put out so far.</summary>
    /// <param name="wait">Only when the next output comes.</param>
    internal void Clear(bool wait)
    {
        _clearDue = true;
        if (!wait)
            ClearIfDue();
    }

    internal void Result(JsonNode data, int executionCount)
    {
        ClearIfDue();
        FlushStream();
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
        ClearIfDue();
        FlushStream();
        _outputs.Add((JsonNode)new JsonObject
        {
            ["ename"] = error.Name,
            ["evalue"] = error.Message,
            ["output_type"] = "error",
            ["traceback"] = new JsonArray([.. error.Traceback.Select(line => (JsonNode)line)]),
        });
    }

    /// <summary>Closes the cell.</summary>
    internal void End()
    {
        if (_notShown > 0)
            Print(error: true, string.Create(CultureInfo.InvariantCulture, $"[{_notShown:N0} more displays of this cell were dropped: a cell keeps 64 MB of them.]\n"));
        _notShown = 0;
        FlushStream();
    }

    private void ClearIfDue()
    {
        if (!_clearDue)
            return;
        _clearDue = false;
        _stream.Clear();
        _outputs.Clear();
        _shown = 0;
        _notShown = 0;
    }

    private void FlushStream()
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
