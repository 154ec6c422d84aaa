using System.Text;

namespace DistLab.Kernel.Tests;

/// <summary>An engine in this process, with its outputs written down in order.</summary>
internal sealed class Session : ICellOutputSink
{
    private readonly StringBuilder _log = new();
    private int _cells;

    internal Session(string? folder = null, int printLimit = CSharpEngine.DefaultPrintLimit, ICellInput? input = null, bool guarded = true)
    {
        Input = input;
        Engine = new CSharpEngine(folder ?? AppContext.BaseDirectory, this, printLimit, input, guarded);
    }

    internal ICellInput? Input { get; }

    internal CSharpEngine Engine { get; }

    /// <summary>Printed text as it is, displays as <c>[id mime=text]</c>, updates as <c>[id←mime=text]</c>.</summary>
    internal string Log
    {
        get
        {
            lock (_log)
                return _log.ToString();
        }
    }

    internal Task<CellResult> RunAsync(string source) => Engine.ExecuteAsync(source, $"cell {++_cells}");

    /// <summary>Runs a cell that must succeed and gives its value as plain text.</summary>
    internal async Task<string?> ValueAsync(string source)
    {
        var result = await RunAsync(source);
        Assert.True(result.Succeeded, string.Join('\n', result.Error?.Traceback ?? []));
        return result.Value is null ? null : result.Value.Values[0].Value;
    }

    internal async Task<CellError> ErrorAsync(string source)
    {
        var result = await RunAsync(source);
        Assert.False(result.Succeeded, "the cell was expected to fail");
        return result.Error!;
    }

    /// <summary>Ends when a text has been put out.</summary>
    internal async Task PrintedAsync(string text)
    {
        while (!Log.Contains(text, StringComparison.Ordinal))
            await Task.Delay(5);
    }

    public void Print(bool error, string text) => Write(error ? $"(err){text}" : text);

    public void Display(MimeBundle bundle, string displayId) => Show(displayId, bundle, " ");

    public void Update(MimeBundle bundle, string displayId) => Show(displayId, bundle, "←");

    public void ClearOutput(bool wait) => Write(wait ? "[clear, wait]" : "[clear]");

    private void Show(string id, MimeBundle bundle, string sign) =>
        Write($"[{id}{sign}{string.Join(';', bundle.Values.Select(value => $"{value.Key}={value.Value}"))}]");

    private void Write(string text)
    {
        lock (_log)
            _log.Append(text);
    }
}
