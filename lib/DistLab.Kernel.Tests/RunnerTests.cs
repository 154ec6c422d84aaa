namespace DistLab.Kernel.Tests;

public sealed class RunnerTests
{
    [Fact]
    public async Task Outputs_execution_counts_and_verdicts_are_written_into_a_copy()
    {
        var notebook = Notebooks.Of("Console.WriteLine(1); Console.WriteLine(2); display(\"shown\"); Console.WriteLine(3);\n6 * 7", "", "int x = 1;");
        var run = await Notebooks.RunAsync(notebook);
        Assert.Equal(RunVerdict.Succeeded, run.Verdict);
        Assert.All(run.Cells, cell => Assert.Equal(CellVerdict.Succeeded, cell.Verdict));
        var outputs = run.Document.Cells[0].Outputs;
        Assert.Equal([OutputKind.Stream, OutputKind.DisplayData, OutputKind.Stream, OutputKind.ExecuteResult], outputs.Select(o => o.Kind));
        Assert.Equal(["1\n2\n", "shown", "3\n", "42"], outputs.Select(o => o.Text.ReplaceLineEndings("\n")));
        Assert.Equal([1, null, 2], run.Document.Cells.Select(cell => cell.ExecutionCount));
        Assert.Empty(notebook.Cells[0].Outputs);
    }

    [Fact]
    public async Task The_same_notebook_run_twice_gives_the_same_bytes()
    {
        var notebook = Notebooks.Of("for (int i = 0; i < 100; i++) { Console.WriteLine(i); Console.Error.WriteLine(-i); }\ndisplay(new { A = 1 });", "throw new Exception(\"x\");");
        var first = await Notebooks.RunAsync(notebook);
        var second = await Notebooks.RunAsync(first.Document);
        Assert.Equal(first.Document.ToJson(), second.Document.ToJson());
    }

    [Theory]
    [InlineData("int x = ;", "CompilationError", "cell 2, line 1: CS1525")]
    [InlineData("// one\nthrow new Exception(\"boom\");", "System.Exception", "cell 2, line 2: System.Exception: boom")]
    public async Task A_cell_that_fails_stops_the_run_and_what_came_before_is_kept(string source, string error, string message)
    {
        var run = await Notebooks.RunAsync("Console.Write(\"before\");", source, "Console.Write(\"after\");");
        Assert.Equal(RunVerdict.CellFailed, run.Verdict);
        Assert.Equal([CellVerdict.Succeeded, CellVerdict.Failed, CellVerdict.NotRun], run.Cells.Select(cell => cell.Verdict));
        Assert.Equal("before", run.Text(0));
        Assert.Equal(error, run.Document.Cells[1].Outputs.Single().ErrorName);
        Assert.StartsWith(message, run.Message);
        Assert.Empty(run.Document.Cells[2].Outputs);
        Assert.Null(run.Document.Cells[2].ExecutionCount);
    }

    [Fact]
    public async Task A_cell_tagged_raises_exception_may_fail_and_the_run_goes_on()
    {
        var run = await Notebooks.RunAsync(Notebooks.OfTagged(("throw new Exception(\"expected\");", ["raises-exception"]), ("1", [])));
        Assert.Equal(RunVerdict.Succeeded, run.Verdict);
        Assert.Equal([CellVerdict.FailedAsExpected, CellVerdict.Succeeded], run.Cells.Select(cell => cell.Verdict));
        Assert.Equal("System.Exception", run.Document.Cells[0].Outputs.Single().ErrorName);
    }

    [Fact]
    public async Task A_cell_that_runs_longer_than_its_limit_is_stopped()
    {
        var run = await Notebooks.RunAsync(Notebooks.Of("while (true) { }"), new RunOptions { CellTimeout = TimeSpan.FromSeconds(1) });
        Assert.Equal(RunVerdict.TimedOut, run.Verdict);
        Assert.StartsWith("cell 1: The cell ran longer than its limit of 1 s and was stopped.", run.Message);
    }

    [Fact]
    public async Task An_endless_loop_keeps_what_came_before_it_and_what_it_had_printed()
    {
        var run = await RunUntilTimeIsUpAsync("Console.Write(\"early\");", "Console.WriteLine(\"started\");" + TimeIsUp + "while (true) { }", "1");
        Assert.Equal(RunVerdict.TimedOut, run.Verdict);
        Assert.Equal([CellVerdict.Succeeded, CellVerdict.TimedOut, CellVerdict.NotRun], run.Cells.Select(cell => cell.Verdict));
        Assert.Equal("early", run.Text(0));
        Assert.Equal([OutputKind.Stream, OutputKind.Error], run.Document.Cells[1].Outputs.Select(output => output.Kind));
        Assert.StartsWith("started", run.Text(1));
        Assert.Equal("TimedOut", run.Document.Cells[1].Outputs[1].ErrorName);
    }

    [Theory]
    [InlineData("int Down(int n) => Down(n + 1) + 1; Down(0)", "StackOverflow", "The method is Down.")]
    [InlineData("Environment.Exit(3);", "ProcessExited", "Environment.Exit (exit code 3)")]
    [InlineData("Environment.FailFast(\"gave up\");", "ProcessTerminated", "gave up")]
    [InlineData("var t = new System.Threading.Thread(() => throw new Exception(\"on a thread\")); t.Start(); t.Join(); System.Threading.Thread.Sleep(10000);", "UnhandledException", "System.Exception: on a thread")]
    [InlineData("System.Diagnostics.Process.GetCurrentProcess().Kill(); System.Threading.Thread.Sleep(10000);", "ProcessKilled", "killed")]
    public async Task A_cell_that_ends_its_process_is_marked_and_its_outputs_are_kept(string source, string error, string message)
    {
        if (OperatingSystem.IsWindows() && error == "ProcessKilled")
            return;
        var run = await Notebooks.RunAsync("Console.Write(\"early\");", "Console.WriteLine(\"started\"); display(\"shown\");\n" + source, "1");
        Assert.Equal(RunVerdict.Crashed, run.Verdict);
        Assert.Equal([CellVerdict.Succeeded, CellVerdict.Crashed, CellVerdict.NotRun], run.Cells.Select(cell => cell.Verdict));
        Assert.Equal("early", run.Text(0));
        var outputs = run.Document.Cells[1].Outputs;
        Assert.Equal([OutputKind.Stream, OutputKind.DisplayData, OutputKind.Error], outputs.Select(o => o.Kind));
        Assert.Equal("started", outputs[0].Text.Trim());
        Assert.Equal(error, outputs[2].ErrorName);
        Assert.Contains(message, outputs[2].ErrorValue);
        Assert.Equal("3", (await Notebooks.RunAsync("1 + 2")).Text(0));
    }

    [Fact]
    public async Task Fifty_megabytes_of_print_are_cut_and_counted_and_the_run_goes_on()
    {
        var run = await Notebooks.RunAsync(
            "for (int i = 0; i < 500_000; i++) Console.WriteLine(\"0123456789 0123456789 0123456789 0123456789 0123456789 0123456789 0123456789 0123456789 0123456789\");",
            "\"still here\"");
        Assert.Equal(RunVerdict.Succeeded, run.Verdict);
        Assert.InRange(run.Text(0).Length, 1_000_000, 1_000_200);
        Assert.Matches(@"The first 1,000,000 characters that this cell printed are kept; \d\d,\d{3},\d{3} more were dropped", run.Text(0)[^200..]);
        Assert.Equal("still here", run.Text(1));
    }

    [Fact]
    public async Task A_loop_that_prints_for_ever_is_cut_and_stopped()
    {
        var run = await RunUntilTimeIsUpAsync("for (int i = 0; ; i++) { Console.WriteLine(\"again and again\"); if (i == 100_000) {" + TimeIsUp + "} }");
        Assert.Equal(RunVerdict.TimedOut, run.Verdict);
        Assert.InRange(run.Text(0).Length, 1_000_000, 1_000_500);
        Assert.Contains("the rest was dropped", run.Text(0)[^500..]);
    }

    [Fact]
    public async Task What_goes_past_the_console_is_kept_and_cannot_disturb_the_run()
    {
        var run = await Notebooks.RunAsync(
            "var raw = Console.OpenStandardOutput(); raw.Write(new byte[] { 1, 2, 3, 255, 0, 0, 0, 82 }); raw.Write(Encoding.UTF8.GetBytes(\"raw ü\"));",
            "System.Diagnostics.Process.Start(\"dotnet\", \"--version\").WaitForExit();");
        Assert.Equal(RunVerdict.Succeeded, run.Verdict);
        Assert.EndsWith("raw ü", run.Text(0));
        Assert.StartsWith("10.", run.Text(1));
    }

    [Fact]
    public async Task Reading_the_console_finds_its_end()
    {
        var run = await Notebooks.RunAsync("Console.ReadLine() is null");
        Assert.Equal("True", run.Text(0));
    }

    [Fact]
    public async Task A_run_can_be_cancelled()
    {
        using var cancel = new CancellationTokenSource();
        var progress = new ImmediateProgress(report =>
        {
            if (report is { Stage: RunStage.CellStarted, CodeCell: 2 })
                cancel.Cancel();
        });
        var run = await NotebookRunner.RunAsync(Notebooks.Of("1", "while (true) { }"), AppContext.BaseDirectory, new RunOptions(), progress, cancel.Token);
        Assert.Equal(RunVerdict.Cancelled, run.Verdict);
        Assert.Equal("1", run.Text(0));
    }

    [Fact]
    public async Task Progress_tells_each_code_cell_as_it_starts_and_ends()
    {
        var reports = new List<string>();
        var progress = new ImmediateProgress(r => reports.Add($"{r.Stage} {r.CodeCell}/{r.CodeCells} {r.Cell?.Verdict}".Trim()));
        await NotebookRunner.RunAsync(Notebooks.Of("1", "throw new Exception();"), AppContext.BaseDirectory, new RunOptions(), progress);
        Assert.Equal(["CellStarted 1/2", "CellEnded 1/2 Succeeded", "CellStarted 2/2", "CellEnded 2/2 Failed"], reports);
    }

    [Fact]
    public async Task An_update_changes_the_output_of_an_earlier_cell()
    {
        var run = await Notebooks.RunAsync("var d = display(\"old\");", "d.Update(\"new\");");
        Assert.Equal("new", run.Text(0));
        Assert.Empty(run.Document.Cells[1].Outputs);
    }

    /// <summary>What a cell does to have its time run out from there on.</summary>
    private const string TimeIsUp = "System.IO.File.WriteAllText(\"time-is-up\", \"\");";

    /// <summary>Runs cells whose time limit is reached when one of them says so, however slow the machine is.</summary>
    private static async Task<NotebookRun> RunUntilTimeIsUpAsync(params string[] cells)
    {
        var folder = Directory.CreateTempSubdirectory("distlab-test-");
        try
        {
            using var watcher = new FileSystemWatcher(folder.FullName, "time-is-up") { EnableRaisingEvents = true };
            var clock = new ManualClock();
            watcher.Created += (_, _) => clock.LetTimersRunOut();
            return await NotebookRunner.RunAsync(Notebooks.Of(cells), folder.FullName, new RunOptions { Clock = clock });
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>A clock that stands still until its timers are let run out.</summary>
    private sealed class ManualClock : TimeProvider
    {
        private readonly List<Action> _timers = [];

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            if (dueTime != Timeout.InfiniteTimeSpan)
                _timers.Add(() => callback(state));
            return new Timer();
        }

        internal void LetTimersRunOut() => _timers[^1]();

        private sealed class Timer : ITimer
        {
            public bool Change(TimeSpan dueTime, TimeSpan period) => true;

            public void Dispose()
            {
            }

            public ValueTask DisposeAsync() => ValueTask.CompletedTask;
        }
    }

    private sealed class ImmediateProgress(Action<RunProgress> report) : IProgress<RunProgress>
    {
        public void Report(RunProgress value) => report(value);
    }
}
