using System.Globalization;
using System.Text.Json.Nodes;

namespace DistLab.Kernel;

/// <summary>Carries out requests for execution, one at a time, and counts them.</summary>
internal sealed class CellExecutor(Task<CSharpEngine> engine, KernelOutput output, KernelInput input, IoPub ioPub)
{
    private const string Red = "\e[31m";
    private const string Plain = "\e[0m";

    private readonly Lock _lock = new();
    private CancellationTokenSource? _running;
    private int _count;

    internal History History { get; } = new();

    /// <summary>Stops the cell that runs, if one does. Any thread may call it.</summary>
    internal void Interrupt()
    {
        CancellationTokenSource? running;
        lock (_lock)
            running = _running;
        output.Interrupt();
        input.Interrupt();
        running?.Cancel();
    }

    /// <summary>Runs a cell.</summary>
    /// <returns>The reply, and whether the cells that were waiting at that time are to be given up.</returns>
    internal (JsonObject Reply, bool Stop) Execute(JupyterMessage request)
    {
        var asked = ExecuteRequest.Parse(request.Content);
        if (asked.StoreHistory)
            _count++;
        if (!asked.Silent)
            ioPub.PublishNow("execute_input", request.Header, new JsonObject { ["code"] = asked.Code, ["execution_count"] = _count });
        // Not disposed: an interrupt may hold it still.
        var interrupt = new CancellationTokenSource();
        lock (_lock)
            _running = interrupt;
        try
        {
            output.Begin(request.Header, asked.Silent);
            input.Begin(request, asked.AllowStdin);
            var result = Run(asked.Code, $"cell {_count.ToString(CultureInfo.InvariantCulture)}", interrupt.Token);
            if (asked.StoreHistory)
                History.Add(_count, asked.Code, result.Value?.Values.FirstOrDefault(value => value.Key == MimeTypes.Plain).Value);
            return (Report(request, asked, result, interrupt.Token), asked.StopOnError && !result.Succeeded);
        }
        finally
        {
            lock (_lock)
                _running = null;
        }
    }

    /// <summary>The count without a cell: what a front end learns from a request that was given up.</summary>
    internal JsonObject Aborted() => new() { ["status"] = "aborted", ["execution_count"] = _count };

    // The thread that waits is the shell's own: a cell's threads come and go without it.
    private CellResult Run(string code, string name, CancellationToken interrupt) =>
        engine.GetAwaiter().GetResult().ExecuteAsync(code, name, interrupt).GetAwaiter().GetResult();

    private JsonObject Report(JupyterMessage request, ExecuteRequest asked, CellResult result, CancellationToken interrupt)
    {
        output.Flush();
        if (result.Error is { } error)
        {
            if (!asked.Silent)
                ioPub.PublishNow("error", request.Header, ErrorContent(error));
            var failed = ErrorContent(error);
            failed["status"] = "error";
            failed["execution_count"] = _count;
            failed["user_expressions"] = new JsonObject();
            failed["payload"] = new JsonArray();
            return failed;
        }
        if (result.Value is { } value && !asked.Silent)
        {
            ioPub.PublishNow("execute_result", request.Header, new JsonObject
            {
                ["execution_count"] = _count,
                ["data"] = value.ToJson(),
                ["metadata"] = new JsonObject(),
            });
        }
        return new JsonObject
        {
            ["status"] = "ok",
            ["execution_count"] = _count,
            ["user_expressions"] = Evaluate(asked.UserExpressions, interrupt),
            ["payload"] = new JsonArray(),
        };
    }

    private JsonObject Evaluate(IReadOnlyList<KeyValuePair<string, string>> expressions, CancellationToken interrupt)
    {
        var values = new JsonObject();
        foreach (var (name, expression) in expressions)
            values[name] = ToJson(Run(expression, $"expression {name}", interrupt));
        output.Flush();
        return values;
    }

    private static JsonObject ToJson(CellResult result)
    {
        var json = result.Error is { } error
            ? ErrorContent(error)
            : new JsonObject { ["data"] = result.Value?.ToJson() ?? [], ["metadata"] = new JsonObject() };
        json["status"] = result.Succeeded ? "ok" : "error";
        return json;
    }

    private static JsonObject ErrorContent(CellError error) => new()
    {
        ["ename"] = error.Name,
        ["evalue"] = error.Message,
        ["traceback"] = new JsonArray([.. error.Traceback.Select((line, i) => (JsonNode)(i == 0 ? $"{Red}{line}{Plain}" : line))]),
    };
}
