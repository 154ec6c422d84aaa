using DistLab.Availability;
using DistLab.Protocols;
using DistLab.Simulation;

namespace DistLab.Web;

/// <content>What is measured.</content>
public sealed partial class Site
{
    private string? _deviceTarget;
    private int _runs;

    /// <summary>Has the device send requests while faults happen, and reports as a simulation does.</summary>
    /// <param name="load">What is asked of the site.</param>
    /// <param name="faults">What goes wrong, from the beginning of the load; nothing by default. What it does not mend stays broken.</param>
    /// <param name="cancellation">Ends it early; the report is on what was until then.</param>
    /// <exception cref="SiteException">The device is gone.</exception>
    /// <exception cref="NotSupportedException">A fault cannot be had.</exception>
    public async Task<ServiceReport> RunAsync(Load load, FaultPlan? faults = null, CancellationToken cancellation = default)
    {
        var requests = new List<ServiceRequest>();
        return await RunAsync(load, faults ?? FaultPlan.None, some =>
        {
            lock (requests)
                requests.AddRange(some);
        }, requests, cancellation);
    }

    /// <summary>Has the device use another hub in front of the same servers, and kills the first server amid it: for comparisons.</summary>
    internal async Task<ServiceReport> RunThroughAsync(Uri hub, Load load, Duration killAt)
    {
        _deviceTarget = hub.Authority;
        try
        {
            return await RunAsync(load, FaultPlan.None.At(killAt, Fault.Crash(0)));
        }
        finally
        {
            _deviceTarget = null;
        }
    }

    private async Task<ServiceReport> RunAsync(Load load, FaultPlan faults, Action<IEnumerable<ServiceRequest>> heard, List<ServiceRequest> requests, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(load);
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var began = new TaskCompletionSource<Instant>(TaskCreationOptions.RunContinuationsAsynchronously);
        var run = Interlocked.Increment(ref _runs);
        var order = new Order.Send(run, _deviceTarget ?? Address.Authority, load, _clock.Beginning);
        var sending = _device!.AskAsync(order, load.Length + load.Patience + 20.Seconds(), Hear);
        await using var stop = cancellation.UnsafeRegister(_ => _ = _device.AskAsync(new Order.StopSending(run), Limit), null);
        await Task.WhenAny(began.Task, sending);
        var from = began.Task.IsCompleted ? await began.Task : Now;
        var breaking = BreakAsync(faults, from, over.Token);
        try
        {
            await sending;
        }
        finally
        {
            await over.CancelAsync();
            await breaking;
        }
        var to = cancellation.IsCancellationRequested ? Now : from + load.Length;
        lock (requests)
            return new ServiceReport(new ServiceLog(from, to, [.. requests], Groups, _outages.Until(Now)));

        void Hear(Reply reply)
        {
            if (reply is Reply.Began at)
                began.TrySetResult(new(at.At));
            else
                heard(((Reply.Requests)reply).Some.Select(each => each.ToServiceRequest()));
        }
    }

    private IReadOnlyList<ComponentGroup> Groups =>
        [new(HubName, [HubName]), new("servers", _servers.Select(server => server.Name), Math.Min(_options.Needed, Servers))];

    private async Task BreakAsync(FaultPlan faults, Instant from, CancellationToken over)
    {
        var all = new List<Task>();
        foreach (var planned in faults)
        {
            try
            {
                await Task.Delay(TimeSpan.FromSeconds(Math.Max(0, (from + planned.At.SinceZero - Now).Seconds)), over);
            }
            catch (OperationCanceledException)
            {
                break;
            }
            // A process takes its time to start; the next fault does not wait for that.
            all.Add(ApplyAsync(planned.Fault));
        }
        await Task.WhenAll(all);
    }
}
