using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;

namespace DistLab.Systems;

/// <summary>
/// The way from one node to another: a connection that is made again when it breaks, with a pause that doubles each time, and
/// a bounded queue before it. Frames arrive in order; those that were under way when the connection broke are lost.
/// </summary>
internal sealed class OutgoingLink : IAsyncDisposable
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan HandshakeLimit = TimeSpan.FromSeconds(10);

    private readonly Hello _hello;
    private readonly LinkSecurity _security;
    private readonly int _maxQueued;
    private readonly Action<string> _log;
    private readonly CancellationTokenSource _stop = new();
    private readonly SemaphoreSlim _wake = new(0, 1);
    private readonly TaskCompletionSource _firstConnected = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _lock = new();
    private readonly Task _running;
    private CodecWriter _queued;
    private CodecWriter _leaving;
    private TaskCompletionSource<IPEndPoint> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private CancellationTokenSource _pause = new();
    private volatile bool _isConnected;

    /// <summary>A link that waits for its address.</summary>
    /// <param name="hello">What is said first; it tells from whom to whom the link goes.</param>
    /// <param name="security">How the two ends get to know each other.</param>
    /// <param name="maxQueued">How many bytes wait at most.</param>
    /// <param name="log">Takes a line when the other end refuses, or is not who it should be.</param>
    public OutgoingLink(Hello hello, LinkSecurity security, int maxQueued, Action<string> log)
    {
        _hello = hello;
        _security = security;
        _maxQueued = maxQueued;
        _log = log;
        _queued = new(maxQueued);
        _leaving = new(maxQueued);
        _running = Task.Run(RunAsync);
    }

    /// <summary>Done when the other end has agreed for the first time.</summary>
    public Task FirstConnected => _firstConnected.Task;

    /// <summary>Whether the other end has agreed and the connection still stands, as far as is known.</summary>
    public bool IsConnected => _isConnected;

    /// <summary>How many times it has agreed.</summary>
    public int TimesConnected { get; private set; }

    /// <summary>Why the last attempt failed; null while the connection stands.</summary>
    public string? Trouble { get; private set; }

    /// <summary>Says where the other end is, or that it has moved.</summary>
    public void Call(IPEndPoint address)
    {
        lock (_lock)
        {
            if (!_address.TrySetResult(address))
            {
                _isConnected = false;
                _address = new();
                _address.SetResult(address);
            }
            _pause.Cancel();
        }
        Send();
    }

    /// <summary>Queues a frame; <see cref="Send"/> lets it go.</summary>
    /// <returns>False when the queue is full and the frame is dropped.</returns>
    public bool TryQueue(ReadOnlySpan<byte> frame)
    {
        lock (_lock)
        {
            if (_queued.Length + frame.Length + 4 > _maxQueued)
                return false;
            _queued.Fixed32((uint)frame.Length);
            _queued.Bytes(frame);
            return true;
        }
    }

    /// <summary>Lets all that is queued go.</summary>
    public void Send()
    {
        lock (_lock)
        {
            if (_wake.CurrentCount == 0)
                _wake.Release();
        }
    }

    /// <summary>Drops what is queued.</summary>
    public void Clear()
    {
        lock (_lock)
            _queued.Clear();
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        _firstConnected.TrySetCanceled();
        _stop.Dispose();
    }

    private async Task RunAsync()
    {
        var pause = FirstPause;
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                var address = await NextAddressAsync();
                await using var connection = await ConnectAsync(address);
                (pause, Trouble) = (FirstPause, null);
                TimesConnected++;
                await SendAllAsync(connection, address);
            }
            catch (Exception e) when (e is IOException or SocketException or AuthenticationException or CodecException or OperationCanceledException or InvalidOperationException)
            {
                Report(e);
            }
            _isConnected = false;
            pause = await PauseAsync(pause);
        }
    }

    private Task<IPEndPoint> NextAddressAsync()
    {
        lock (_lock)
            return _address.Task.WaitAsync(_stop.Token);
    }

    private async Task<Stream> ConnectAsync(IPEndPoint address)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
        limit.CancelAfter(HandshakeLimit);
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(address, limit.Token);
            var stream = await _security.CallAsync(new NetworkStream(socket, ownsSocket: true), _hello.To, limit.Token);
            await GreetAsync(stream, limit.Token);
            return stream;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private async Task GreetAsync(Stream stream, CancellationToken cancellation)
    {
        var hello = new CodecWriter();
        hello.Fixed32(0);
        _hello.Write(hello);
        hello.Fixed32At(0, (uint)hello.Length - 4);
        await stream.WriteAsync(hello.WrittenMemory, cancellation);
        await stream.FlushAsync(cancellation);
        var answer = await new FrameReader(stream, CodecLimits.MaxGreeting).NextAsync(cancellation)
            ?? throw new IOException($"{_hello.To} hung up.");
        var reader = new CodecReader();
        reader.Reset(answer.Array!, answer.Offset, answer.Count);
        switch ((FrameKind)reader.Byte())
        {
            case FrameKind.Welcome:
                _isConnected = true;
                _firstConnected.TrySetResult();
                break;
            case FrameKind.Refusal:
                throw new AuthenticationException($"{_hello.To} refuses {_hello.From}: {reader.Text()}");
            default:
                throw new CodecException($"{_hello.To} answers what is no answer.");
        }
    }

    private async Task SendAllAsync(Stream connection, IPEndPoint address)
    {
        using var hangUp = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
        var watching = WatchAsync(connection, hangUp);
        try
        {
            for (; ; await _wake.WaitAsync(hangUp.Token))
            {
                lock (_lock)
                {
                    if (_address.Task.Result != address)
                        return;
                    (_queued, _leaving) = (_leaving, _queued);
                }
                if (_leaving.Length > 0)
                {
                    await connection.WriteAsync(_leaving.WrittenMemory, hangUp.Token);
                    await connection.FlushAsync(hangUp.Token);
                }
                _leaving.Clear();
            }
        }
        catch (OperationCanceledException e) when (!_stop.IsCancellationRequested)
        {
            throw new IOException($"{_hello.To} hung up.", e);
        }
        finally
        {
            _leaving.Clear();
            await hangUp.CancelAsync();
            await watching;
        }
    }

    // The other end says nothing more: what can be read is the end of the connection.
    private static async Task WatchAsync(Stream connection, CancellationTokenSource hangUp)
    {
        try
        {
            await connection.ReadExactlyAsync(new byte[1], hangUp.Token);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // As expected.
        }
        await hangUp.CancelAsync();
    }

    private async Task<TimeSpan> PauseAsync(TimeSpan pause)
    {
        CancellationToken moved;
        lock (_lock)
        {
            if (_pause.IsCancellationRequested)
                _pause = new();
            moved = _pause.Token;
        }
        using var either = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token, moved);
        try
        {
            await Task.Delay(pause, either.Token);
        }
        catch (OperationCanceledException)
        {
            return FirstPause;
        }
        return pause < LongestPause ? 2 * pause : LongestPause;
    }

    // That a node is down is no news to anybody; that one is refused is.
    private void Report(Exception trouble)
    {
        if (_stop.IsCancellationRequested || trouble.Message == Trouble)
            return;
        Trouble = trouble.Message;
        if (trouble is AuthenticationException or CodecException)
            _log($"{_hello.From} → {_hello.To}: {trouble.Message}");
    }
}
