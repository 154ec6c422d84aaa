using System.Collections.Concurrent;
using System.Net;
using DistLab.Protocols;
using DistLab.Systems;
using Child = DistLab.Systems.ChildProcess<DistLab.Web.Answer, DistLab.Web.Letter>;

namespace DistLab.Web;

/// <summary>The site's side of one of its processes.</summary>
internal sealed class WebProcess : IAsyncDisposable
{
    // A process that only passes bytes on is quickest where the bytes arrive, without a change of thread.
    private static readonly (string, string)[] Environment = [("DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS", "1"), ("DOTNET_TieredPGO", "1")];

    private readonly ConcurrentDictionary<int, (TaskCompletionSource<Reply> Last, Action<Reply>? Heard)> _open = new();
    private readonly Child _child;
    private readonly string _role;
    private int _number;
    private IDisposable? _pause;

    public WebProcess(string role)
    {
        _role = role;
        _child = Child.Start(typeof(WebProcess).Assembly, role, Hear, role == WebRoles.Device ? [] : Environment);
        _ = _child.Ended.ContinueWith(_ => GiveUp(), TaskScheduler.Default);
    }

    public int Id => _child.Id;

    public bool IsUp => !_child.Ended.IsCompleted;

    public bool IsPaused => _pause is not null;

    /// <summary>Gives an order and waits for the last reply.</summary>
    /// <param name="order">What it is to do.</param>
    /// <param name="limit">How long to wait.</param>
    /// <param name="heard">Takes replies before the last.</param>
    /// <exception cref="SiteException">It fails, or does not reply.</exception>
    public async Task<Reply> AskAsync(Order order, Duration limit, Action<Reply>? heard = null)
    {
        var number = Interlocked.Increment(ref _number);
        var last = new TaskCompletionSource<Reply>(TaskCreationOptions.RunContinuationsAsynchronously);
        _open[number] = (last, heard);
        _child.Tell(new(number, order));
        if (!IsUp)
            GiveUp();
        try
        {
            var reply = await last.Task.WaitAsync(TimeSpan.FromSeconds(limit.Seconds));
            return reply is Reply.Failed failed ? throw new SiteException(failed.Reason) : reply;
        }
        catch (TimeoutException)
        {
            throw new SiteException($"The {_role} (process {Id}) does not reply within {limit}{(IsPaused ? ": it is paused" : "")}.");
        }
        finally
        {
            _open.TryRemove(number, out _);
        }
    }

    /// <summary>Has it be what it is, and tells where it can be called.</summary>
    /// <exception cref="SiteException">It does not come up.</exception>
    public async Task<IPEndPoint> BeAsync(Order order) =>
        WebProgram.Parse(((Reply.Listening)await AskAsync(order, 20.Seconds())).Address);

    public void Pause() => _pause ??= ProcessSignals.Pause(Id);

    public void Resume()
    {
        _pause?.Dispose();
        _pause = null;
    }

    /// <summary>Ends the process at once; done when it is gone.</summary>
    public async Task KillAsync()
    {
        _child.Kill();
        Resume();
        await _child.Ended;
    }

    public async ValueTask DisposeAsync() => await KillAsync();

    private void Hear(Child child, Answer answer)
    {
        if (!_open.TryGetValue(answer.Number, out var asked))
            return;
        if (answer.Reply is Reply.Requests or Reply.Began)
            asked.Heard?.Invoke(answer.Reply);
        else
            asked.Last.TrySetResult(answer.Reply);
    }

    private void GiveUp()
    {
        foreach (var (_, (last, _)) in _open)
            last.TrySetException(new SiteException($"The {_role} (process {Id}) is gone. {_child.Errors}".Trim()));
    }
}
