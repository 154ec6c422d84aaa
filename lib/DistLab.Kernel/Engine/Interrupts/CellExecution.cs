namespace DistLab.Kernel;

/// <summary>
/// One execution of a cell, and all code that it starts: what that code prints belongs to it, and an interrupt stops it.
/// Its own code looks for the interrupt by itself (<see cref="CellGuard"/>); a wait on its first thread is broken off; what
/// does not end by then within <see cref="Grace"/> is left to itself.
/// </summary>
internal sealed class CellExecution(CSharpEngine engine)
{
    /// <summary>How long a cell may take to end after it was interrupted.</summary>
    internal static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

    /// <summary>How long a cell may take to notice an interrupt before its wait is broken off.</summary>
    private static readonly TimeSpan NoticeTime = TimeSpan.FromMilliseconds(100);

    /// <summary>How long code that an interrupted cell left running is told to stop; all cells' loops are a little slower meanwhile.</summary>
    private static readonly TimeSpan StoppingTime = TimeSpan.FromSeconds(10);

    private static readonly AsyncLocal<CellExecution?> Context = new();
    private static readonly Lock StoppingLock = new();
    private static CellExecution? s_latest;
    private static int s_stopping;

    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource _gaveUp = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _lock = new();
    private Thread? _thread;
    private Task _ended = Task.CompletedTask;
    private volatile bool _stopped;
    private volatile bool _silent;

    /// <summary>The execution that started the calling code; a thread that lost its context belongs to the cell that runs now.</summary>
    internal static CellExecution? Current => Context.Value ?? Volatile.Read(ref s_latest);

    internal CSharpEngine Engine { get; } = engine;

    /// <summary>Cancelled when the cell is interrupted.</summary>
    internal CancellationToken Token => _stop.Token;

    internal bool IsStopped => _stopped;

    /// <summary>Whether what the cell still puts out is dropped: it was interrupted, and its result is out.</summary>
    internal bool IsSilent => _silent;

    /// <summary>Makes this the execution that the calling code, and all that it starts, belongs to.</summary>
    internal void Enter()
    {
        Context.Value = this;
        Volatile.Write(ref s_latest, this);
    }

    /// <summary>Makes this the execution that the calling code belongs to, beside that of a cell, and drops what it puts out.</summary>
    internal void EnterAside()
    {
        _silent = true;
        Context.Value = this;
    }

    /// <summary>Ends it: what it left running keeps its place, unless it was interrupted.</summary>
    internal void Leave()
    {
        Interlocked.CompareExchange(ref s_latest, null, this);
        if (!IsStopped)
            return;
        _silent = true;
        _ = StopStoppingAsync(_ended);
    }

    /// <summary>Interrupts the cell. Any thread may call it, more than once.</summary>
    internal void Stop()
    {
        lock (StoppingLock)
        {
            if (IsStopped)
                return;
            _stopped = true;
            s_stopping++;
            CellGuard.SetStopping(true);
        }
        // On another thread, for it runs what waits for the cell.
        _ = Task.Run(_stop.Cancel);
        _ = BreakOffAsync();
    }

    internal void ThrowIfStopped()
    {
        if (IsStopped)
            throw new CellInterruptedException(Token);
    }

    /// <summary>Runs code of the cell on a thread of its own.</summary>
    /// <returns>What the code gives, or null when it was interrupted and did not end in time.</returns>
    internal async Task<Task<T>?> RunAsync<T>(Func<Task<T>> code, string name)
    {
        ThrowIfStopped();
        var ended = new TaskCompletionSource<Task<T>>(TaskCreationOptions.RunContinuationsAsynchronously);
        _ended = ended.Task;
        new Thread(() => RunHere(code, ended)) { IsBackground = true, Name = name }.Start();
        return await Task.WhenAny(ended.Task, _gaveUp.Task) == ended.Task ? await ended.Task : null;
    }

    private void RunHere<T>(Func<Task<T>> code, TaskCompletionSource<Task<T>> ended)
    {
        lock (_lock)
            _thread = Thread.CurrentThread;
        Task<T> task;
        try
        {
            task = code();
        }
        catch (Exception e)
        {
            task = Task.FromException<T>(e);
        }
        LeaveThread();
        task.ContinueWith(ended.SetResult, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    private void LeaveThread()
    {
        try
        {
            lock (_lock)
                _thread = null;
        }
        catch (ThreadInterruptedException)
        {
            // It came while this thread waited for the lock; nobody else takes the thread for the cell's now.
            lock (_lock)
                _thread = null;
        }
    }

    private async Task BreakOffAsync()
    {
        await Task.Delay(NoticeTime);
        Engine.Output.WhileQuiet(() =>
        {
            lock (_lock)
            {
                if (_thread is { } thread && thread.ThreadState.HasFlag(ThreadState.WaitSleepJoin))
                    thread.Interrupt();
            }
        });
        await Task.Delay(Grace - NoticeTime);
        _gaveUp.TrySetResult();
    }

    private static async Task StopStoppingAsync(Task ended)
    {
        await ended;
        await Task.Delay(StoppingTime);
        lock (StoppingLock)
        {
            if (--s_stopping == 0)
                CellGuard.SetStopping(false);
        }
    }
}
