using System.Threading.Channels;
using DistLab.Protocols;
using DistLab.Systems;

namespace DistLab.Web;

/// <summary>Work that takes time: so many workers, each for one request after the other, who come in the order of their coming.</summary>
internal sealed class WorkQueue
{
    // A worker makes up for being woken late, but not for a time in which the whole process stood still.
    private static readonly Duration MostMadeUp = 5.Milliseconds();
    private static readonly RunClock Clock = RunClock.Start();
    private static readonly DelayLine Line = new(Clock);

    private readonly Channel<TaskCompletionSource> _waiting;
    private readonly ServerOptions _options;
    private readonly RandomStream _random;

    public WorkQueue(ServerOptions options)
    {
        _options = options;
        _random = new RandomStream(options.Seed).Derive("service");
        _waiting = Channel.CreateBounded<TaskCompletionSource>(new BoundedChannelOptions(options.MaxWaiting));
        for (var i = 0; i < options.Workers; i++)
            _ = WorkAsync();
    }

    /// <summary>How many times as long everything takes.</summary>
    public double Slowness { get; set; } = 1;

    /// <summary>Done when the work is; null if too many wait already.</summary>
    public Task? Enqueue()
    {
        if (_options.ServiceTime.Maximum == Duration.Zero)
            return Task.CompletedTask;
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        return _waiting.Writer.TryWrite(done) ? done.Task : null;
    }

    private async Task WorkAsync()
    {
        var free = Instant.Zero;
        await foreach (var next in _waiting.Reader.ReadAllAsync())
        {
            var now = Clock.Now;
            free = (now - free < MostMadeUp ? free : now) + Draw();
            await Line.Until(free);
            next.SetResult();
        }
    }

    private Duration Draw()
    {
        lock (_random)
            return _options.ServiceTime.Sample(_random) * (_options.TimeFactor * Slowness);
    }
}
