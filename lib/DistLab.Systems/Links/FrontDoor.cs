using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using DistLab.Protocols;

namespace DistLab.Systems;

/// <summary>What is done with the frames of a caller that was let in.</summary>
internal interface IVisitors
{
    /// <summary>Called when a caller is known and before it is told so.</summary>
    /// <returns>Why it is not let in after all; null when it is.</returns>
    Task<string?> ExpectAsync(Hello hello, CancellationToken cancellation);

    /// <summary>Takes frames until the connection ends; see <see cref="FrameReader"/>.</summary>
    Task ReceiveAsync(NodeId from, FrameReader frames, CancellationToken cancellation);
}

/// <summary>
/// Where a node is called: listens, finds out who calls, and lets in whom it should. A caller that breaks a rule loses its
/// connection; nobody else notices.
/// </summary>
internal sealed class FrontDoor : IAsyncDisposable
{
    // Who has not said who it is may take this long, and so many at a time.
    private static readonly TimeSpan HandshakeLimit = TimeSpan.FromSeconds(10);
    private const int MostStrangers = 64;

    private readonly Hello _own;
    private readonly LinkSecurity _security;
    private readonly Action<string> _log;
    private readonly Socket _listener;
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _lock = new();
    private readonly Dictionary<NodeId, CancellationTokenSource> _connections = [];
    private readonly HashSet<Task> _calls = [];
    private IVisitors? _visitors;
    private Task _running = Task.CompletedTask;
    private int _strangers;

    /// <summary>Makes a door, closed as yet: callers wait before it.</summary>
    /// <param name="address">Where; port 0 for any that is free.</param>
    /// <param name="own">What this node says of itself.</param>
    /// <param name="security">How callers are known.</param>
    /// <param name="log">Takes a line when a caller is turned away.</param>
    /// <exception cref="IOException">The port is taken, or may not be used.</exception>
    public FrontDoor(IPEndPoint address, Hello own, LinkSecurity security, Action<string> log)
    {
        _own = own;
        _security = security;
        _log = log;
        _listener = new(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            // A port of one's own choice may have been in use a moment ago.
            if (address.Port != 0 && !OperatingSystem.IsWindows())
                _listener.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
            _listener.Bind(address);
            _listener.Listen(128);
        }
        catch (SocketException e)
        {
            _listener.Dispose();
            throw new IOException(e.SocketErrorCode == SocketError.AddressAlreadyInUse
                ? $"The port {address.Port} of {address.Address} is taken by another program. Choose another one, or 0 for any that is free."
                : $"Cannot listen at {address}: {e.Message}", e);
        }
        Address = (IPEndPoint)_listener.LocalEndPoint!;
    }

    /// <summary>Where the door is.</summary>
    public IPEndPoint Address { get; }

    /// <summary>Opens the door.</summary>
    public void Open(IVisitors visitors)
    {
        _visitors = visitors;
        _running = Task.Run(AcceptAsync);
    }

    /// <summary>Ends the connection of a caller, as if its line had broken.</summary>
    public void HangUp(NodeId caller)
    {
        lock (_lock)
        {
            if (_connections.Remove(caller, out var connection))
                connection.Cancel();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _running;
        Task[] calls;
        lock (_lock)
            calls = [.. _calls];
        await Task.WhenAll(calls);
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            Socket socket;
            try
            {
                socket = await _listener.AcceptAsync(_stop.Token);
            }
            catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException)
            {
                return;
            }
            catch (SocketException)
            {
                // The caller hung up at once, or this process has as many files open as it may.
                await Task.Delay(10);
                continue;
            }
            if (Volatile.Read(ref _strangers) >= MostStrangers)
            {
                socket.Dispose();
                continue;
            }
            Interlocked.Increment(ref _strangers);
            var call = Task.Run(() => AnswerAsync(socket));
            lock (_lock)
                _calls.Add(call);
            _ = call.ContinueWith(Forget, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }
    }

    private void Forget(Task call)
    {
        lock (_lock)
            _calls.Remove(call);
    }

    private async Task AnswerAsync(Socket socket)
    {
        var isStranger = true;
        try
        {
            socket.NoDelay = true;
            await using var plain = new NetworkStream(socket, ownsSocket: true);
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
            limit.CancelAfter(HandshakeLimit);
            var (stream, proven) = await _security.AnswerAsync(plain, limit.Token);
            await using var closing = stream;
            // A stranger gets no more room than a greeting takes.
            var frames = new FrameReader(stream, CodecLimits.MaxGreeting);
            if (await WelcomeAsync(stream, frames, proven, limit.Token) is not { } from)
                return;
            Interlocked.Decrement(ref _strangers);
            isStranger = false;
            frames.MaxFrame = CodecLimits.MaxFrame;
            limit.CancelAfter(Timeout.InfiniteTimeSpan);
            await ReceiveAsync(from, frames);
        }
        catch (Exception e) when (e is IOException or SocketException or AuthenticationException or CodecException or OperationCanceledException or ObjectDisposedException or InvalidOperationException)
        {
            // A connection that breaks is none of a log's business; one that breaks a rule is.
            if (e is AuthenticationException or CodecException && !_stop.IsCancellationRequested)
                _log($"A connection to {_own.From} was closed: {e.Message}");
        }
        finally
        {
            if (isStranger)
                Interlocked.Decrement(ref _strangers);
        }
    }

    private async Task<NodeId?> WelcomeAsync(Stream stream, FrameReader frames, NodeId? proven, CancellationToken cancellation)
    {
        var answer = new CodecWriter();
        answer.Fixed32(0);
        Hello? hello = null;
        string? objection;
        try
        {
            if (await frames.NextAsync(cancellation) is not { } first)
                return null;
            hello = Hello.Read(first);
            objection = hello.Objection(_own, proven) ?? await _visitors!.ExpectAsync(hello, cancellation);
        }
        catch (CodecException e)
        {
            objection = e.Message;
        }
        answer.Byte((byte)(objection is null ? FrameKind.Welcome : FrameKind.Refusal));
        if (objection is not null)
            answer.Text(objection);
        answer.Fixed32At(0, (uint)answer.Length - 4);
        await stream.WriteAsync(answer.WrittenMemory, cancellation);
        await stream.FlushAsync(cancellation);
        return objection is null ? hello!.From : throw new AuthenticationException(objection);
    }

    private async Task ReceiveAsync(NodeId from, FrameReader frames)
    {
        using var hangUp = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
        // A node that calls again has lost its first connection, even where this end has not noticed yet.
        HangUp(from);
        lock (_lock)
            _connections[from] = hangUp;
        try
        {
            await _visitors!.ReceiveAsync(from, frames, hangUp.Token);
        }
        finally
        {
            lock (_lock)
            {
                if (_connections.GetValueOrDefault(from) == hangUp)
                    _connections.Remove(from);
            }
        }
    }
}
