using System.ComponentModel;
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

    private readonly CodeAssistant _assistant;
    private readonly CellPreprocessor _preprocessor;
    private readonly ICellInput? _input;

    /// <summary>Starts a session; the console of this process is redirected for code that cells run.</summary>
    /// <param name="folder">The folder that relative paths in <c>#r</c> and <c>#load</c> start from.</param>
    /// <param name="sink">Where outputs go as they appear.</param>
    /// <param name="printLimit">How many characters of one cell's console output are kept, at least 1.</param>
    /// <param name="input">Where lines come from that cells read; without it a read finds the end of the input.</param>
    /// <param name="guarded">
    /// Whether cells can be interrupted, and survive a recursion without end and an exception on a thread of theirs; tight loops
    /// of their own code take up to a third longer for it, libraries do not.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">The limit is below 1.</exception>
    public CSharpEngine(
        string folder, ICellOutputSink sink, int printLimit = DefaultPrintLimit, ICellInput? input = null, bool guarded = true)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(printLimit, 1);
        Session = new CSharpSession(guarded);
        _assistant = new CodeAssistant(this, Path.GetFullPath(folder));
        _preprocessor = new CellPreprocessor(Path.GetFullPath(folder), this);
        _input = input;
        Output = new SessionOutput(sink, printLimit);
        IsGuarded = guarded;
        CellConsole.Install();
        if (guarded)
            StrayExceptions.Install();
    }

    internal CSharpSession Session { get; }

    internal SessionOutput Output { get; }

    internal bool IsGuarded { get; }

    /// <summary>Runs a cell to its end. Whatever its code throws becomes part of the result.</summary>
    /// <param name="source">The cell's text: C# and directives.</param>
    /// <param name="cellName">What error messages and stack traces call it, for example <c>cell 3</c>.</param>
    /// <param name="interrupt">
    /// Stops the cell: a loop of its own at once, a wait within 0.1 s. What cannot be stopped, as a library's loop, is abandoned
    /// after a second: the result is an error that says so, the code may go on, and what it puts out then is dropped. The
    /// session keeps what was assigned before.
    /// </param>
    public Task<CellResult> ExecuteAsync(string source, string cellName, CancellationToken interrupt = default) => Task.Run(async () =>
    {
        var run = new CellExecution(this);
        run.Enter();
        using var registration = interrupt.Register(run.Stop);
        try
        {
            return await RunPartsAsync(run, source, cellName);
        }
        finally
        {
            Output.EndCell();
            run.Leave();
        }
    });

    /// <summary>The ways to go on at a position of a cell's text, by what the session knows now. Any thread may ask, also while a cell runs.</summary>
    /// <param name="code">The cell's text, complete or not.</param>
    /// <param name="position">The position in UTF-16 code units from the start; one outside the text counts as its nearer end.</param>
    public CompletionList Complete(string code, int position)
    {
        try
        {
            return CodeLimits.Run(code, () => _assistant.Complete(code, position));
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
            return CodeLimits.Run(code, () => _assistant.Inspect(code, position, detail));
        }
        catch (Exception)
        {
            return null;
        }
    }

    /// <summary>Whether a cell's text can be run as it stands.</summary>
    /// <param name="code">The text.</param>
    public CodeCompleteness IsComplete(string code)
    {
        try
        {
            return CodeLimits.Run(code, () => CellCompleteness.Of(code));
        }
        catch (Exception)
        {
            // Nested too deeply for the compiler.
            return new CodeCompleteness(CompletenessStatus.Invalid);
        }
    }

    internal DisplayedValue Display(CellExecution run, object? value, params string[] mimeTypes)
    {
        var shown = Display(run, ValueFormatter.Format(value, mimeTypes));
        if (value is INotifyPropertyChanged changing)
            LiveDisplay.Follow(changing, shown, Output);
        return shown;
    }

    internal DisplayedValue Display(CellExecution run, MimeBundle bundle)
    {
        run.ThrowIfStopped();
        return new DisplayedValue(this, Output.Display(run, bundle), bundle);
    }

    /// <summary>Reads a line; what the cell printed last is the question.</summary>
    internal string? ReadLine(CellExecution run) => AskAsync(run, Output.TakeQuestion(), password: false).GetAwaiter().GetResult();

    /// <summary>Asks the user; an interrupt of the cell ends the wait.</summary>
    internal Task<string?> AskAsync(CellExecution run, string question, bool password)
    {
        if (_input is not { } input)
            return Task.FromResult<string?>(null);
        Output.Flush();
        return Task.Run(() => input.ReadLine(question, password)).WaitAsync(run.Token);
    }

    private async Task<CellResult> RunPartsAsync(CellExecution run, string source, string cellName)
    {
        MimeBundle? value = null;
        bool timed = false;
        long start = Stopwatch.GetTimestamp();
        try
        {
            foreach (var part in _preprocessor.Split(source, cellName, run.Token))
            {
                run.ThrowIfStopped();
                timed |= part.Kind == CellPartKind.Time;
                value = await RunPartAsync(run, part) ?? value;
            }
            run.ThrowIfStopped();
            if (timed)
                ShowTime(run, Stopwatch.GetElapsedTime(start));
            return new CellResult(value, null);
        }
        catch (CellFailure failure)
        {
            return new CellResult(null, failure.Error);
        }
        catch (Exception) when (run.IsStopped)
        {
            return new CellResult(null, Interrupted("The cell was interrupted."));
        }
        catch (Exception e)
        {
            return new CellResult(null, ExceptionText.Describe(e));
        }
    }

    private async Task<MimeBundle?> RunPartAsync(CellExecution run, CellPart part)
    {
        switch (part.Kind)
        {
            case CellPartKind.CSharp:
                return await RunCodeAsync(run, part);
            case CellPartKind.Library:
                Session.AddLibraries(part.Paths);
                return null;
            case CellPartKind.Display:
                Display(run, part.Bundle!);
                return null;
            default:
                return null;
        }
    }

    private async Task<MimeBundle?> RunCodeAsync(CellExecution run, CellPart part)
    {
        var code = Compile(run, part);
        var ended = await run.RunAsync(
            async () =>
            {
                var (hasValue, value) = await code();
                // What display(x) hands back is on display already.
                return hasValue && value is not DisplayedValue ? ValueFormatter.Format(value) : null;
            },
            part.Name);
        if (ended is not null)
            return await ended;
        throw new CellFailure(Interrupted(
            "The cell was interrupted, did not end within a second and was abandoned: its code may still run in the background; the session's variables are kept. Restart the kernel to end it."));
    }

    private Func<Task<(bool HasValue, object? Value)>> Compile(CellExecution run, CellPart part)
    {
        try
        {
            return CodeLimits.Run(part.Text, () => Session.Prepare(part.Text, part.Name, run.Token));
        }
        catch (InsufficientExecutionStackException)
        {
            throw new CellFailure(new CellError(
                "CompilationError",
                $"{part.Name}: the code is nested or chained too deeply for the compiler. Split it up.",
                [$"{part.Name}: the code is nested or chained too deeply for the compiler. Split it up."]));
        }
    }

    private static CellError Interrupted(string message) => new("Interrupted", message, [message]);

    private void ShowTime(CellExecution run, TimeSpan elapsed) =>
        Display(run, MimeBundle.Of(MimeTypes.Plain, string.Create(CultureInfo.InvariantCulture, $"Wall time: {elapsed.TotalMilliseconds:0.0} ms")));
}
