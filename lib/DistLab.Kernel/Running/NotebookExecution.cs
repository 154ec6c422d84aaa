using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;

namespace DistLab.Kernel;

/// <summary>One run of one notebook: sends its cells to a worker and writes down what comes back.</summary>
internal sealed class NotebookExecution(
    NotebookDocument document,
    string folder,
    RunOptions options,
    IProgress<RunProgress>? progress)
{
    /// <summary>How long to wait for the last words of a process that ended, or for raw output to arrive.</summary>
    private static readonly TimeSpan Drain = TimeSpan.FromSeconds(2);

    private readonly CellOutputs _outputs = new();
    private readonly List<CellRun> _cells = [];
    private readonly long _start = Stopwatch.GetTimestamp();
    private int _executionCount;
    private int _index;

    internal async Task<NotebookRun> RunAsync(CancellationToken cancellation)
    {
        try
        {
            await using var worker = await WorkerProcess.StartAsync(folder, cancellation);
            return await RunCellsAsync(worker, cancellation);
        }
        catch (WorkerStartException e)
        {
            return Finish(RunVerdict.Crashed, e.Message);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return Finish(RunVerdict.Cancelled, "The run was cancelled.");
        }
    }

    private async Task<NotebookRun> RunCellsAsync(WorkerProcess worker, CancellationToken cancellation)
    {
        var code = CodeCells().ToArray();
        foreach (var (cell, index) in code)
        {
            progress?.Report(new RunProgress(RunStage.CellStarted, _cells.Count + 1, code.Length, index, null));
            var run = await RunCellAsync(worker, cell, index, cancellation);
            _cells.Add(run);
            progress?.Report(new RunProgress(RunStage.CellEnded, _cells.Count, code.Length, index, run));
            if (run.Verdict is not (CellVerdict.Succeeded or CellVerdict.FailedAsExpected))
                return Finish(Overall(run.Verdict, cancellation), run.Message);
        }
        return Finish(RunVerdict.Succeeded, "");
    }

    private static RunVerdict Overall(CellVerdict cell, CancellationToken cancellation) => cell switch
    {
        CellVerdict.Failed => RunVerdict.CellFailed,
        CellVerdict.TimedOut => RunVerdict.TimedOut,
        _ when cancellation.IsCancellationRequested => RunVerdict.Cancelled,
        _ => RunVerdict.Crashed,
    };

    private IEnumerable<(NotebookCell Cell, int Index)> CodeCells() =>
        document.Cells.Select((cell, index) => (cell, index)).Where(item => item.cell.Type == CellType.Code);

    private async Task<CellRun> RunCellAsync(WorkerProcess worker, NotebookCell cell, int index, CancellationToken cancellation)
    {
        if (string.IsNullOrWhiteSpace(cell.Source))
            return new CellRun(index, cell.Id, CellVerdict.Succeeded, 0);
        string name = string.Create(CultureInfo.InvariantCulture, $"cell {++_executionCount}");
        cell.SetOutputs(_outputs.Begin(), _executionCount);
        _index = index;
        long start = Stopwatch.GetTimestamp();
        using var time = new CancellationTokenSource(options.CellTimeout, options.Clock);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation, time.Token);
        worker.Execute(name, cell.Source);
        CellRun Ended(CellVerdict verdict, string message = "") =>
            new(index, cell.Id, verdict, Stopwatch.GetElapsedTime(start).TotalSeconds, message);
        try
        {
            JsonObject? announced = null;
            while (await worker.ReadAsync(limit.Token) is { } frame)
            {
                if (frame.Kind == FrameKind.Exit)
                    announced = frame.Json();
                else if (frame.Kind == FrameKind.Result)
                    return await EndAsync(worker, frame.Json(), cell, name, Ended);
                else
                    Take(frame);
            }
            return await CrashedAsync(worker, announced, name, Ended);
        }
        catch (OperationCanceledException)
        {
            return await StoppedAsync(worker, name, Ended, cancellation.IsCancellationRequested);
        }
    }

    private void Take(Frame frame)
    {
        switch (frame.Kind)
        {
            case FrameKind.Output:
                _outputs.Print(error: false, frame.Text);
                break;
            case FrameKind.Error:
                _outputs.Print(error: true, frame.Text);
                break;
            case FrameKind.Display:
                _outputs.Display(frame);
                Follow(frame);
                break;
            case FrameKind.Update:
                _outputs.Update(frame);
                Follow(frame);
                break;
            case FrameKind.Clear:
                _outputs.Clear((bool)frame.Json()["wait"]!);
                break;
        }
    }

    /// <summary>Passes on what a progress bar shows, and that it is gone.</summary>
    private void Follow(Frame displayed)
    {
        if (CellProgress.TryRead(displayed, out var bar))
            progress?.Report(new RunProgress(RunStage.CellMoved, _cells.Count + 1, CodeCells().Count(), _index, null, bar));
    }

    private async Task<CellRun> EndAsync(WorkerProcess worker, JsonObject result, NotebookCell cell, string name, Func<CellVerdict, string, CellRun> ended)
    {
        PrintRaw(await worker.Output.TakeCellAsync(Drain), await worker.Error.TakeCellAsync(Drain));
        _outputs.End();
        if (result["value"] is { } value)
            _outputs.Result(value, _executionCount);
        if (result["error"] is not JsonObject error)
            return ended(CellVerdict.Succeeded, "");
        var failure = new CellError(
            (string)error["ename"]!, (string)error["evalue"]!, [.. error["traceback"]!.AsArray().Select(NotebookText.String)]);
        _outputs.Fail(failure);
        return cell.HasTag("raises-exception")
            ? ended(CellVerdict.FailedAsExpected, "")
            : ended(CellVerdict.Failed, Located(failure, name));
    }

    private async Task<CellRun> CrashedAsync(WorkerProcess worker, JsonObject? announced, string name, Func<CellVerdict, string, CellRun> ended)
    {
        int exitCode = await worker.KillAsync();
        string output = await worker.Output.TakeRestAsync(Drain);
        string lastWords = await worker.Error.TakeRestAsync(Drain);
        var error = CrashText.Describe(announced, exitCode, ref lastWords);
        PrintRaw(output, lastWords);
        _outputs.End();
        _outputs.Fail(error);
        return ended(CellVerdict.Crashed, $"{name}: {error.Message}");
    }

    private async Task<CellRun> StoppedAsync(WorkerProcess worker, string name, Func<CellVerdict, string, CellRun> ended, bool cancelled)
    {
        await worker.KillAsync();
        using var drain = new CancellationTokenSource(Drain);
        try
        {
            while (await worker.ReadAsync(drain.Token) is { } frame)
                Take(frame);
        }
        catch (OperationCanceledException)
        {
            // What has not come by now is lost; the cell is marked in any case.
        }
        if (_outputs.PrintLimitReached)
            _outputs.Print(error: false, PrintedText.DroppedLine(CSharpEngine.DefaultPrintLimit, null));
        PrintRaw(await worker.Output.TakeRestAsync(Drain), await worker.Error.TakeRestAsync(Drain));
        _outputs.End();
        string seconds = options.CellTimeout.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture);
        var error = cancelled
            ? new CellError("Cancelled", "The run was cancelled while this cell ran.", ["The run was cancelled while this cell ran."])
            : TimedOut($"The cell ran longer than its limit of {seconds} s and was stopped. Is there a loop without an end? If it needs the time, give more with --timeout.");
        _outputs.Fail(error);
        return ended(cancelled ? CellVerdict.Crashed : CellVerdict.TimedOut, $"{name}: {error.Message}");
    }

    private static CellError TimedOut(string message) => new("TimedOut", message, [message]);

    private void PrintRaw(string output, string error)
    {
        if (output.Length > 0)
            _outputs.Print(error: false, output);
        if (error.Length > 0)
            _outputs.Print(error: true, error);
    }

    /// <summary>One line with the place: compile errors and directives have it, exceptions have it in their first frame in a cell.</summary>
    private static string Located(CellError error, string name)
    {
        if (error.Name is "CompilationError" or "DirectiveError")
            return error.Message;
        string? frame = error.Traceback.FirstOrDefault(line => line.Contains(" in cell ", StringComparison.Ordinal));
        string place = frame is null ? name : frame[(frame.LastIndexOf(" in cell ", StringComparison.Ordinal) + 4)..];
        return $"{place}: {error.Name}: {error.Message}";
    }

    private NotebookRun Finish(RunVerdict verdict, string message)
    {
        foreach (var (cell, index) in CodeCells().Skip(_cells.Count).ToArray())
            _cells.Add(new CellRun(index, cell.Id, CellVerdict.NotRun, 0, "not run, because an earlier cell stopped the run"));
        return new NotebookRun(document, _cells, verdict, Stopwatch.GetElapsedTime(_start).TotalSeconds, message);
    }
}
