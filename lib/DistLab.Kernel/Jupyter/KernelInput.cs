using System.Text.Json.Nodes;

namespace DistLab.Kernel;

/// <summary>Asks the front end whose cell runs for a line, on the channel made for that.</summary>
internal sealed class KernelInput(MessageCodec codec, Action flushOutput) : ICellInput
{
    private readonly object _lock = new();
    private JupyterMessage? _request;
    private bool _allowed;
    private bool _interrupted;
    private ZmtpConnection[] _asked = [];
    private string? _answer;

    /// <summary>The socket on which front ends are asked.</summary>
    internal ZmtpServer? Socket { get; set; }

    /// <summary>From here on, cells ask on behalf of a request.</summary>
    internal void Begin(JupyterMessage request, bool allowed)
    {
        lock (_lock)
        {
            _request = request;
            _allowed = allowed;
            _interrupted = false;
        }
    }

    /// <summary>Nobody waits for an answer any more.</summary>
    internal void Interrupt()
    {
        lock (_lock)
        {
            _interrupted = true;
            Monitor.PulseAll(_lock);
        }
    }

    /// <summary>Takes what came on the channel.</summary>
    internal void OnReply(JupyterMessage reply)
    {
        if (reply.Type != "input_reply")
            throw new InvalidRequestException($"{reply.Type} on the stdin channel");
        string value = reply.Content.Text("value");
        lock (_lock)
        {
            if (!_asked.Contains(reply.From))
                throw new InvalidRequestException("an input_reply that was not asked for");
            _answer = value;
            Monitor.PulseAll(_lock);
        }
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The front end cannot be asked.</exception>
    /// <exception cref="OperationCanceledException">The cell was interrupted.</exception>
    public string? ReadLine(string prompt, bool password)
    {
        // What the cell printed before it asks has to be seen first.
        flushOutput();
        lock (_lock)
        {
            _asked = FrontEnds();
            _answer = null;
            var content = new JsonObject { ["prompt"] = prompt, ["password"] = password };
            byte[] wire = codec.Encode(_request!.Prefix, "input_request", _request.Header, content);
            foreach (var connection in _asked)
                connection.Reply(wire);
            try
            {
                while (_answer is null)
                {
                    if (_interrupted)
                        throw new OperationCanceledException("The cell was interrupted while it waited for input.");
                    if (_asked.All(connection => connection.IsClosed))
                        throw new InvalidOperationException("The front end went away while the cell waited for input.");
                    // A front end that goes away wakes nobody.
                    Monitor.Wait(_lock, 500);
                }
                return _answer;
            }
            finally
            {
                _asked = [];
            }
        }
    }

    private ZmtpConnection[] FrontEnds()
    {
        if (_request is null || !_allowed)
        {
            throw new InvalidOperationException(
                "This cell asks for input, and the front end that runs it cannot be asked (it said allow_stdin: false). Put the value into the cell instead.");
        }
        // A client gives its channels one name; one that gives none can be told if it is alone.
        var found = _request.From.Identity.Length > 0 ? Socket!.Find(_request.From.Identity) : Socket!.Connections is [var only] ? [only] : [];
        return found.Length > 0
            ? found
            : throw new InvalidOperationException("This cell asks for input, and the front end that runs it has no stdin channel open.");
    }
}
