namespace DistLab.Kernel.Tests;

public sealed class InterruptTests
{
    private readonly Session _session = new();

    [Theory]
    [InlineData("while (true) { }")]
    [InlineData("while (true) ;")]
    [InlineData("for (;;) n++;")]
    [InlineData("do n++; while (true);")]
    [InlineData("again: n++; goto again;")]
    [InlineData("while (true) { try { while (true) n++; } catch (Exception) { } }")]
    [InlineData("foreach (int i in Forever()) n = i; IEnumerable<int> Forever() { while (true) yield return 1; }")]
    [InlineData("Enumerable.Range(0, int.MaxValue).Select(x => x * 2L).Where(x => x < 0).Count()")]
    [InlineData("int Slow(int x) => x < 2 ? x : Slow(x - 1) + Slow(x - 2); Slow(90)")]
    [InlineData("Func<int, int> slow = null; slow = x => x < 2 ? x : slow(x - 1) + slow(x - 2); slow(90)")]
    [InlineData("class Deep { public int Go(int x) => x < 2 ? x : Go(x - 1) + Go(x - 2); public int All => Go(90); } new Deep().All")]
    [InlineData("await Task.Yield(); while (true) n++;")]
    [InlineData("async Task Loop() { while (true) await Task.Yield(); } await Loop();")]
    [InlineData("System.Threading.Tasks.Parallel.For(0, int.MaxValue, i => { for (int j = 0; j < 1000; j++) { } });")]
    [InlineData("Enumerable.Range(0, int.MaxValue).AsParallel().Count(i => Math.Sqrt(i) < 0)")]
    [InlineData("while (true) Console.Write('.');")]
    [InlineData("while (true) Enumerable.Range(0, 1000).Sum();")]
    [InlineData("Task.Run(() => { while (true) n++; }).Wait();")]
    public async Task A_cell_that_computes_stops_at_once(string code) => await StopsAsync("int n = 0;\n" + code);

    [Theory]
    [InlineData("System.Threading.Thread.Sleep(600_000);")]
    [InlineData("lock (held) { }")]
    [InlineData("new System.Threading.Tasks.TaskCompletionSource().Task.Wait();")]
    [InlineData("Task.Delay(600_000).Wait();")]
    [InlineData("await Task.Delay(600_000);")]
    [InlineData("await new TaskCompletionSource<int>().Task")]
    [InlineData("async ValueTask<int> Wait() { await Task.Delay(600_000); return 1; } await Wait()")]
    [InlineData("await Task.WhenAll(Task.Delay(600_000), Task.Delay(1));")]
    public async Task A_cell_that_waits_stops_soon(string code)
    {
        await _session.ValueAsync("object held = new(); var taken = new System.Threading.ManualResetEventSlim(); new System.Threading.Thread(() => { lock (held) { taken.Set(); System.Threading.Thread.Sleep(-1); } }) { IsBackground = true }.Start(); taken.Wait();");
        await StopsAsync(code);
    }

    [Fact]
    public async Task A_cell_that_does_not_stop_is_abandoned_and_the_session_goes_on()
    {
        await _session.ValueAsync("""
            var pipe = new System.IO.Pipes.AnonymousPipeServerStream(System.IO.Pipes.PipeDirection.In);
            var writer = new System.IO.Pipes.AnonymousPipeClientStream(System.IO.Pipes.PipeDirection.Out, pipe.ClientSafePipeHandle);
            var ended = new TaskCompletionSource<int>();
            string kept = "kept";
            """);
        var error = await InterruptedAsync("string own = \"declared\"; int read = pipe.ReadByte(); Console.Write(\"late\"); ended.SetResult(read); display(\"late\"); while (true) { }");
        Assert.Contains("was abandoned: its code may still run in the background; the session's variables are kept", error.Message);
        Assert.Equal("kept declared", await _session.ValueAsync("kept + \" \" + own"));
        Assert.Equal("7", await _session.ValueAsync("writer.WriteByte(7); await ended.Task"));
        await _session.ValueAsync("await Task.Delay(50);");
        Assert.DoesNotContain("late", _session.Log);
    }

    [Fact]
    public async Task An_interrupted_cell_cleans_up()
    {
        await InterruptedAsync("""
            try { await Task.Delay(600_000); }
            finally { await Task.Delay(10); Console.Write(" and cleaned up"); }
            """);
        Assert.Equal("started and cleaned up", _session.Log);
    }

    [Fact]
    public async Task Threads_that_an_interrupted_cell_left_running_stop_too_and_say_nothing()
    {
        await _session.ValueAsync("int rounds = 0; var threads = new List<System.Threading.Thread>();");
        await InterruptedAsync("for (int i = 0; i < 3; i++) { var t = new System.Threading.Thread(() => { while (true) rounds++; }); t.Start(); threads.Add(t); }\nthreads[0].Join();");
        Assert.Equal("0", await _session.ValueAsync("threads.Count(t => !t.Join(5000))"));
        Assert.Equal("started", _session.Log);
    }

    [Fact]
    public async Task An_interrupt_leaves_alone_what_earlier_cells_run_in_the_background()
    {
        await _session.ValueAsync("bool end = false; var background = Task.Run(() => { while (!end) { } return \"ended by itself\"; });");
        await InterruptedAsync("while (true) { }");
        Assert.Equal("ended by itself", await _session.ValueAsync("end = true; await background"));
    }

    [Fact]
    public async Task An_interrupt_that_comes_early_stops_the_cell_before_it_runs()
    {
        var result = await _session.Engine.ExecuteAsync("Console.Write(\"ran\"); while (true) { }", "cell 1", new CancellationToken(canceled: true));
        Assert.Equal("Interrupted", result.Error?.Name);
        Assert.Empty(_session.Log);
        Assert.Equal("2", await _session.ValueAsync("1 + 1"));
    }

    [Fact]
    public async Task An_interrupt_that_comes_late_does_nothing()
    {
        using var interrupt = new CancellationTokenSource();
        Assert.True((await _session.Engine.ExecuteAsync("1", "cell 1", interrupt.Token)).Succeeded);
        interrupt.Cancel();
        Assert.Equal("2", await _session.ValueAsync("int n = 0; while (n < 2) n++; n"));
    }

    [Fact]
    public async Task A_recursion_without_end_is_an_error_of_the_cell()
    {
        var error = await _session.ErrorAsync("int Down(int n) => Down(n + 1) + 1;\nDown(0)");
        Assert.Equal("StackOverflow", error.Name);
        Assert.Equal("Stack overflow: a method calls itself without end. The method is Down.", error.Message);
        Assert.Equal("3", await _session.ValueAsync("1 + 2"));
    }

    [Fact]
    public async Task An_exception_on_a_thread_is_shown_and_ends_only_that_thread()
    {
        await _session.ValueAsync("var t = new System.Threading.Thread(() => throw new Exception(\"on a thread\")); t.Start(); t.Join();");
        Assert.StartsWith("(err)An exception on a thread, which nothing caught, ended that thread:\nSystem.Exception: on a thread\n   at a lambda in the cell in cell 1, line 1\n", _session.Log);
        Assert.Equal("3", await _session.ValueAsync("1 + 2"));
    }

    [Fact]
    public async Task That_an_interrupted_thread_ends_is_no_news_to_a_cell_that_runs_by_then()
    {
        await _session.ValueAsync("bool taken = false;");
        Assert.True(StrayExceptions.IsTaken(new CellInterruptedException(new(canceled: true))));
        Assert.Equal("", _session.Log);
    }

    private async Task StopsAsync(string code)
    {
        await _session.ValueAsync("string kept = \"kept\";");
        var error = await InterruptedAsync("string own = \"declared\";\n" + code);
        Assert.Equal("The cell was interrupted.", error.Message);
        Assert.Equal("kept declared", await _session.ValueAsync("kept + \" \" + own"));
        Assert.Equal("10", await _session.ValueAsync("int sum = 0; for (int i = 0; i < 5; i++) sum += await Task.FromResult(i); sum"));
    }

    /// <summary>Runs a cell and interrupts it when it has begun.</summary>
    private async Task<CellError> InterruptedAsync(string code)
    {
        using var interrupt = new CancellationTokenSource();
        var running = _session.Engine.ExecuteAsync("Console.Write(\"started\");\n" + code, "a cell", interrupt.Token);
        await Task.WhenAny(running, _session.PrintedAsync("started"));
        Assert.False(running.IsCompleted, running.IsCompleted ? string.Join('\n', running.Result.Error?.Traceback ?? []) : "");
        interrupt.Cancel();
        var result = await running.WaitAsync(TimeSpan.FromMinutes(1));
        Assert.Equal("Interrupted", result.Error?.Name);
        return result.Error!;
    }
}
