using System.Net;
using DistLab.Protocols;
using NodeProcess = DistLab.Systems.ChildProcess<DistLab.Systems.HostReport, DistLab.Systems.HostCommand>;

namespace DistLab.Systems;

/// <summary>One node of a cluster through all its lives, each a process.</summary>
internal sealed class ClusterNode(NodeId id, ClusterRecord record, RunClock clock)
{
    private readonly Lock _lock = new();
    private readonly TailText _printed = new(64_000);
    private readonly Dictionary<int, TaskCompletionSource<HostReport.State>> _questions = [];
    private Func<byte[], List<NodeRow>>? _rows;
    private TaskCompletionSource<IPEndPoint> _ready = new();
    private TaskCompletionSource _connected = new();
    private NodeProcess? _process;
    private Task _over = Task.CompletedTask;
    private IDisposable? _pause;
    private string? _reason;
    private bool _isWanted;
    private int _asked;
    private Instant? _killedAt;

    public NodeId Id { get; } = id;

    /// <summary>Where the node's present process can be called.</summary>
    public IPEndPoint? Address { get; private set; }

    /// <summary>Whether the node lives.</summary>
    public bool IsUp { get; private set; }

    public bool IsPaused => _pause is not null;

    /// <summary>How many lives the node had, the present one included.</summary>
    public int Lives { get; private set; }

    /// <summary>Why the node ended by itself; null when it did not.</summary>
    public string? Failure { get; private set; }

    /// <summary>The process of the present or last life.</summary>
    public int ProcessId => _process?.Id ?? throw new InvalidOperationException($"{Id} has no process.");

    public string Printed => _printed.ToString();

    /// <summary>Hears lines about connections.</summary>
    public Action<string> Log { get; init; } = _ => { };

    /// <summary>Starts a process that is to be the node; it does not act yet.</summary>
    /// <param name="orders">The circumstances.</param>
    /// <param name="program">The protocol.</param>
    /// <param name="rows">Reads what this life tells of its trace.</param>
    /// <param name="limit">Ends the waiting.</param>
    /// <exception cref="ClusterException">It does not come up.</exception>
    public async Task BeginAsync(NodeOrders orders, ShippedProgram program, Func<byte[], List<NodeRow>> rows, CancellationToken limit)
    {
        (_rows, _ready, _connected) = (rows, Fresh<IPEndPoint>(), Fresh());
        (Failure, _reason, _killedAt, _isWanted) = (null, null, null, true);
        var process = NodeProcess.Start(typeof(ClusterNode).Assembly, "node", Hear);
        _process = process;
        _over = process.Ended.ContinueWith(_ => End(process), TaskScheduler.Default);
        process.Tell(new HostCommand.Become(orders, program));
        Address = await WaitAsync(_ready.Task, process, "start", limit);
    }

    /// <summary>Tells where the others are, and waits until they have been reached.</summary>
    /// <exception cref="ClusterException">They are not.</exception>
    public async Task ConnectAsync(IEnumerable<IPEndPoint> addresses, CancellationToken limit)
    {
        Tell(new HostCommand.Connect([.. addresses.Select(address => address.ToString())]));
        await WaitAsync(Then(_connected.Task), _process!, "reach the others", limit);

        static async Task<bool> Then(Task task)
        {
            await task;
            return true;
        }
    }

    /// <summary>Tells where the others are.</summary>
    public void Connect(IEnumerable<IPEndPoint> addresses) => Tell(new HostCommand.Connect([.. addresses.Select(address => address.ToString())]));

    /// <summary>Has the node act.</summary>
    public void Go()
    {
        Lives++;
        IsUp = true;
        Tell(new HostCommand.Go());
    }

    public void Tell(HostCommand command) => _process!.Tell(command);

    /// <summary>Asks for the state.</summary>
    public async Task<HostReport.State> AskStateAsync(CancellationToken limit)
    {
        var answer = new TaskCompletionSource<HostReport.State>(TaskCreationOptions.RunContinuationsAsynchronously);
        int question;
        lock (_lock)
        {
            question = _asked++;
            _questions[question] = answer;
        }
        Tell(new HostCommand.AskState(question));
        return await WaitAsync(answer.Task, _process!, "tell its state", limit);
    }

    /// <summary>Ends the process at once; done when it is gone.</summary>
    public async Task KillAsync()
    {
        if (_process is null)
            return;
        _isWanted = false;
        _killedAt = clock.Now;
        _process.Kill();
        await _over;
        Resume();
    }

    public void Pause() => _pause ??= ProcessSignals.Pause(ProcessId);

    public void Resume()
    {
        _pause?.Dispose();
        _pause = null;
    }

    private void Hear(NodeProcess process, HostReport report)
    {
        switch (report)
        {
            case HostReport.Ready ready:
                _ready.TrySetResult(IPEndPoint.Parse(ready.Address));
                break;
            case HostReport.Connected:
                _connected.TrySetResult();
                break;
            case HostReport.Rows rows:
                record.Add(Id, _rows!(rows.Bytes));
                break;
            case HostReport.State state:
                lock (_lock)
                {
                    if (_questions.Remove(state.Question, out var answer))
                        answer.TrySetResult(state);
                }
                break;
            case HostReport.Printed printed:
                _printed.Add(printed.Text);
                break;
            case HostReport.Line line:
                Log(line.Text);
                break;
            case HostReport.Failed failed:
                _reason = failed.Reason;
                break;
        }
    }

    private void End(NodeProcess process)
    {
        if (_isWanted)
            Failure = Describe(process);
        if (IsUp)
        {
            IsUp = false;
            record.AddCrash(Id, _killedAt ?? clock.Now);
        }
        record.Notify();
    }

    private string Describe(NodeProcess process)
    {
        if (_reason is { } reason)
            return reason;
        var errors = process.Errors;
        return $"The process of {Id} ended by itself with exit code {process.ExitCode}{(errors.Length > 0 ? $" and said:\n{errors}" : ".")}";
    }

    /// <summary>Waits for a process, but not beyond its end.</summary>
    private async Task<T> WaitAsync<T>(Task<T> task, NodeProcess process, string what, CancellationToken limit)
    {
        try
        {
            await Task.WhenAny(task, process.Ended).WaitAsync(limit);
        }
        catch (OperationCanceledException)
        {
            throw new ClusterException($"{Id} did not {what} in time. Is the machine overloaded, or the node paused?{(process.Errors is { Length: > 0 } errors ? $" It said:\n{errors}" : "")}");
        }
        return task.IsCompletedSuccessfully ? task.Result : throw new ClusterException(Describe(process));
    }

    private static TaskCompletionSource Fresh() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static TaskCompletionSource<T> Fresh<T>() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
