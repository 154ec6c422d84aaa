using System.Diagnostics;
using System.Globalization;

namespace DistLab.Kernel;

/// <summary>
/// A session of C# cells inside this process: each cell sees what the cells before it declared. The dialect is that of .NET
/// Interactive. Cells run one at a time; a cell that never ends, or ends its process, ends this process too: for notebooks
/// that are not trusted to behave there is <see cref="NotebookRunner"/>.
/// </summary>
public sealed class CSharpEngine
{
    /// <summary>How many characters of a cell's console output are kept unless said otherwise.</summary>
    public const int DefaultPrintLimit = 1_000_000;

    private static readonly AsyncLocal<CSharpEngine?> Context = new();
    private static CSharpEngine? s_latest;

    private readonly ICellOutputSink _sink;
    private readonly CSharpSession _session = new();
    private readonly CellPreprocessor _preprocessor;
    private readonly ICellInput? _input;
    private readonly CodeAssistant _assistant;
    private int _displays;

    /// <summary>Starts a session; the console of this process is redirected for code that cells run.</summary>
    /// <param name="folder">The folder that relative paths in <c>#r</c> and <c>#load</c> start from.</param>
    /// <param name="sink">Where outputs go as they appear.</param>
    /// <param name="printLimit">How many characters of one cell's console output are kept, at least 1.</param>
    /// <param name="input">Where lines come from that cells read; without it a read finds the end of the input.</param>
    /// <exception cref="ArgumentOutOfRangeException">The limit is below 1.</exception>
    public CSharpEngine(string folder, ICellOutputSink sink, int printLimit = DefaultPrintLimit, ICellInput? input = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(printLimit, 1);
        _sink = new SerialSink(sink);
        _preprocessor = new CellPreprocessor(Path.GetFullPath(folder));
        Printed = new PrintedText(_sink, printLimit);
        _input = input;
        _assistant = new CodeAssistant(_session);
        CellConsole.Install();
    }

    internal PrintedText Printed { get; }

    /// <summary>The engine whose cell started the calling code; a thread that lost its context belongs to the cell that runs now.</summary>
    internal static CSharpEngine? RunningOrNull => Context.Value ?? s_latest;

    internal static CSharpEngine Running => RunningOrNull
        ?? throw new InvalidOperationException("Values can be displayed only by code that a notebook's cell runs.");

    /// <summary>Runs a cell to its end. Whatever its code throws becomes part of the result.</summary>
    /// <param name="source">The cell's text: C# and directives.</param>
    /// <param name="cellName">What error messages and stack traces call it, for example <c>cell 3</c>.</param>
    /// <param name="interrupt">Stops the cell. Code that computes stops at once; code that cannot be stopped is left to itself after a second.</param>
    public Task<CellResult> ExecuteAsync(string source, string cellName, CancellationToken interrupt = default) => Task.Run(async () =>
    {
        s_latest = this;
        Context.Value = this;
        try
        {
            return await RunPartsAsync(source, cellName);
        }
        finally
        {
            Printed.EndCell();
            Interlocked.CompareExchange(ref s_latest, null, this);
        }
    });

    /// <summary>The ways to go on at a position of a cell's text, by what the session knows now. Any thread may ask, also while a cell runs.</summary>
    /// <param name="code">The cell's text, complete or not.</param>
    /// <param name="position">The position in UTF-16 code units from the start; one outside the text counts as its nearer end.</param>
    public CompletionList Complete(string code, int position)
    {
        try
        {
            return _assistant.Complete(code, position);
        }
        catch (Exception)
        {
            // Help for a text that is being typed must never be in the way of it.
            int end = Math.Clamp(position, 0, code.Length);
            return new CompletionList([], end, end);
        }
    }

    /// <summary>What is known about the name at a position of a cell's text. Any thread may ask, also while a cell runs.</summary>
    /// <param name="code">The cell's text, complete or not.</param>
    /// <param name="position">The position in UTF-16 code units from the start; one outside the text counts as its nearer end.</param>
    /// <param name="detail">0 for the short form, 1 or more for the long one, with remarks and overloads.</param>
    /// <returns>Signature, documentation and value as plain text and HTML; null where nothing is known.</returns>
    public MimeBundle? Inspect(string code, int position, int detail = 0)
    {
        try
        {
            return _assistant.Inspect(code, position);
        }
        catch (Exception)
        {
            return null;
        }
    }

    /// <summary>Whether a cell's text can be run as it stands.</summary>
    /// <param name="code">The text.</param>
    public CodeCompleteness IsComplete(string code) => CellCompleteness.Of(code);

    internal DisplayedValue Display(MimeBundle bundle)
    {
        string id = Interlocked.Increment(ref _displays).ToString(CultureInfo.InvariantCulture);
        Printed.Flush();
        _sink.Display(bundle, id);
        return new DisplayedValue(this, id, bundle);
    }

    internal void UpdateDisplay(string displayId, MimeBundle bundle)
    {
        Printed.Flush();
        _sink.Update(bundle, displayId);
    }

    internal void ClearOutput(bool wait)
    {
        Printed.Flush();
        _sink.ClearOutput(wait);
    }

    internal string? ReadLine()
    {
        Printed.Flush();
        return _input?.ReadLine(Printed.CurrentLine, password: false);
    }

    private async Task<CellResult> RunPartsAsync(string source, string cellName)
    {
        MimeBundle? value = null;
        bool timed = false;
        long start = Stopwatch.GetTimestamp();
        try
        {
            foreach (var part in _preprocessor.Split(source, cellName))
            {
                timed |= part.Kind == CellPartKind.Time;
                value = await RunPartAsync(part) ?? value;
            }
        }
        catch (CellFailure failure)
        {
            return new CellResult(null, failure.Error);
        }
        catch (Exception e)
        {
            return new CellResult(null, ExceptionText.Describe(e));
        }
        if (timed)
            ShowTime(Stopwatch.GetElapsedTime(start));
        return new CellResult(value, null);
    }

    private async Task<MimeBundle?> RunPartAsync(CellPart part)
    {
        switch (part.Kind)
        {
            case CellPartKind.CSharp:
                var (hasValue, value) = await _session.RunAsync(part.Text, part.Name);
                // What display(x) hands back is on display already.
                return hasValue && value is not DisplayedValue ? ValueFormatter.Format(value) : null;
            case CellPartKind.Library:
                _session.AddLibraries(part.Paths);
                return null;
            case CellPartKind.Display:
                Display(part.Bundle!);
                return null;
            default:
                return null;
        }
    }

    private void ShowTime(TimeSpan elapsed) =>
        Display(MimeBundle.Of(MimeTypes.Plain, string.Create(CultureInfo.InvariantCulture, $"Wall time: {elapsed.TotalMilliseconds:0.0} ms")));

    /// <summary>Threads of a cell may print and display at the same time.</summary>
    private sealed class SerialSink(ICellOutputSink sink) : ICellOutputSink
    {
        private readonly Lock _lock = new();

        public void Print(bool error, string text)
        {
            lock (_lock)
                sink.Print(error, text);
        }

        public void Display(MimeBundle bundle, string displayId)
        {
            lock (_lock)
                sink.Display(bundle, displayId);
        }

        public void Update(MimeBundle bundle, string displayId)
        {
            lock (_lock)
                sink.Update(bundle, displayId);
        }

        public void ClearOutput(bool wait)
        {
            lock (_lock)
                sink.ClearOutput(wait);
        }
    }
}
