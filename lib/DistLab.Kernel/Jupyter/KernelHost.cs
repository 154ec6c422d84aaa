using System.Net.Sockets;
using System.Text.Json.Nodes;

namespace DistLab.Kernel;

/// <summary>
/// A kernel: five sockets, a thread that answers the shell channel and one that answers the control channel. None of them needs a
/// thread of the pool: cells may block all of these.
/// </summary>
internal sealed class KernelHost : IDisposable
{
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(1);

    private readonly KernelLog _log;
    private readonly MessageCodec _codec;
    private readonly Inbox _shellInbox = new();
    private readonly Inbox _controlInbox = new();
    private readonly IoPub _ioPub;
    private readonly CellExecutor _executor;
    private readonly ShellRequests _shell;
    private readonly ControlRequests _control;
    private readonly KernelOutput _output;
    private readonly KernelInput _input;
    private readonly string _folder;
    private readonly List<ZmtpServer> _servers = [];
    private readonly TaskCompletionSource<CSharpEngine> _engine = new();

    // What follows the end runs on the thread that ends: the pool may be blocked by cells.
    private readonly TaskCompletionSource _ended = new();
    private volatile JupyterMessage? _shutDown;
    private int _closed;

    /// <summary>Begins to listen.</summary>
    /// <param name="connection">Where, and the key.</param>
    /// <param name="folder">The notebook's folder.</param>
    /// <param name="log">Takes a line about each thing that went wrong.</param>
    /// <param name="limits">What peers may ask.</param>
    /// <exception cref="KernelStartException">A place to listen is taken or is none of this machine's.</exception>
    internal KernelHost(ConnectionFile connection, string folder, KernelLog log, ZmtpLimits? limits = null)
    {
        _folder = folder;
        _log = log;
        limits ??= new ZmtpLimits();
        _codec = new MessageCodec(new MessageSigner(connection.Key));
        var budget = new ReceiveBudget(4L * limits.MessageBytes);
        try
        {
            Heartbeat = Listen(new ZmtpServer("heartbeat", connection.Heartbeat, ZmtpRole.Router, limits.ForSmallMessages, budget, log.Line, Echo));
            var publisher = new ZmtpPublisher("iopub", connection.IoPub, limits.ForSmallMessages, budget, log.Line);
            IoPubServer = Listen(publisher.Server);
            _ioPub = new IoPub(publisher, _codec);
            Control = Listen(new ZmtpServer("control", connection.Control, ZmtpRole.Router, limits, budget, log.Line, Receive("control", _controlInbox.Add)));
            Shell = Listen(new ZmtpServer("shell", connection.Shell, ZmtpRole.Router, limits, budget, log.Line, Receive("shell", _shellInbox.Add)));
            Stdin = Listen(new ZmtpServer("stdin", connection.Stdin, ZmtpRole.Router, limits, budget, log.Line, Receive("stdin", OnStdin)));
        }
        catch (SocketException e)
        {
            _servers.ForEach(server => server.Dispose());
            throw new KernelStartException($"The kernel cannot listen where the connection file says: {e.Message}");
        }
        _output = new KernelOutput(_ioPub, _codec.Session);
        _input = new KernelInput(_codec, _output.Flush) { Socket = Stdin };
        _executor = new CellExecutor(_engine.Task, _output, _input, _ioPub);
        _control = new ControlRequests(Interrupt, log);
        _shell = new ShellRequests(_engine.Task, _executor, _ioPub, _shellInbox, log);
    }

    internal ZmtpServer Shell { get; }

    internal ZmtpServer Control { get; }

    internal ZmtpServer Stdin { get; }

    internal ZmtpServer IoPubServer { get; }

    internal ZmtpServer Heartbeat { get; }

    /// <summary>Ends when the kernel was told to shut down and everything is closed.</summary>
    internal Task Ended => _ended.Task;

    /// <summary>Lets front ends in.</summary>
    internal void Start()
    {
        _ioPub.Status(JupyterMessage.NoHeader, "starting");
        _servers.ForEach(server => server.Start());
        Run("control", () => Serve(_controlInbox, "control", (request, _) => _control.Answer(request)));
        Run("warm-up", WarmUp);
        Run("shell", () => Serve(_shellInbox, "shell", _shell.Answer));
    }

    /// <summary>Stops the cell that runs, if one does.</summary>
    internal void Interrupt() => _executor.Interrupt();

    /// <summary>Ends the kernel, and lets who waits for <see cref="Ended"/> know.</summary>
    public void Dispose()
    {
        Close();
        _ended.TrySetResult();
    }

    /// <summary>Closes the kernel's sockets: front ends get what is queued for them, and then no more.</summary>
    internal void Close()
    {
        if (Interlocked.Exchange(ref _closed, 1) != 0)
            return;
        _shellInbox.Close();
        _controlInbox.Close();
        _executor.Interrupt();
        // A front end that takes nothing must not keep the process alive.
        var flush = new Thread(_output.Flush) { IsBackground = true };
        flush.Start();
        flush.Join(Farewell);
        long end = Environment.TickCount64 + (long)Farewell.TotalMilliseconds;
        foreach (var server in _servers)
            server.Finish(TimeSpan.FromMilliseconds(Math.Max(0, end - Environment.TickCount64)));
        _servers.ForEach(server => server.Dispose());
    }

    private ZmtpServer Listen(ZmtpServer server)
    {
        _servers.Add(server);
        return server;
    }

    private static void Run(string name, Action action) => new Thread(() => action()) { IsBackground = true, Name = name }.Start();

    private static void Echo(ZmtpConnection from, IReadOnlyList<byte[]> frames) =>
        from.Reply(ZmtpFraming.Encode([.. frames.Select(frame => (ReadOnlyMemory<byte>)frame)]));

    private Action<ZmtpConnection, IReadOnlyList<byte[]>> Receive(string channel, Action<JupyterMessage> take) => (from, frames) =>
    {
        if (_codec.Decode(from, frames, out string? problem) is { } message)
            take(message);
        else
            _log.Line($"{channel}: dropped {problem}");
    };

    private void OnStdin(JupyterMessage message)
    {
        try
        {
            _input.OnReply(message);
        }
        catch (InvalidRequestException e)
        {
            _log.Line($"stdin: dropped a message: {e.Message}");
        }
    }

    /// <summary>The compiler's code is loaded and translated while the front end still gets ready: the first cell then is a quick one.</summary>
    private void WarmUp()
    {
        try
        {
            var engine = new CSharpEngine(_folder, _output, int.MaxValue, _input);
            _ = engine.ExecuteAsync("1 + 1", "warm-up").GetAwaiter().GetResult();
            _engine.SetResult(engine);
        }
        catch (Exception e)
        {
            _log.Line($"the engine did not start: {e.Message}");
            _engine.SetException(e);
        }
    }

    private void Serve(Inbox inbox, string channel, Func<JupyterMessage, long, JsonObject?> answer)
    {
        while (inbox.Take() is var (request, number))
        {
            try
            {
                Serve(request, channel, () => request.Type == "shutdown_request" ? ShutDown(request) : answer(request, number));
            }
            catch (Exception e)
            {
                // The next request may be a better one.
                _log.Line($"{channel}: {request.Type} failed: {e}");
            }
            if (_shutDown == request)
                Dispose();
        }
    }

    private void Serve(JupyterMessage request, string channel, Func<JsonObject?> answer)
    {
        _ioPub.Status(request.Header, "busy");
        string started = MessageCodec.Now();
        if (TryAnswer(request, channel, answer) is { } reply)
        {
            var metadata = new JsonObject { ["started"] = started, ["status"] = reply["status"]?.DeepClone() };
            request.From.Reply(_codec.Encode(request.Prefix, ReplyType(request.Type), request.Header, reply, metadata));
        }
        _ioPub.Status(request.Header, "idle");
    }

    private JsonObject? TryAnswer(JupyterMessage request, string channel, Func<JsonObject?> answer)
    {
        try
        {
            return answer();
        }
        catch (Exception e)
        {
            _log.Line($"{channel}: {request.Type} failed: {e.Message}");
            return request.Type.EndsWith("_request", StringComparison.Ordinal) ? Failure(e) : null;
        }
    }

    private JsonObject ShutDown(JupyterMessage request)
    {
        var reply = new JsonObject { ["status"] = "ok", ["restart"] = request.Content.Flag("restart", false) };
        _shutDown = request;
        Interrupt();
        _ioPub.PublishNow("shutdown_reply", request.Header, reply.DeepClone());
        return reply;
    }

    private static JsonObject Failure(Exception e) => new()
    {
        ["status"] = "error",
        ["ename"] = e is InvalidRequestException ? "InvalidRequest" : e.GetType().Name,
        ["evalue"] = e.Message,
        ["traceback"] = new JsonArray(e.Message),
    };

    private static string ReplyType(string request) => request.Replace("_request", "_reply", StringComparison.Ordinal);
}
