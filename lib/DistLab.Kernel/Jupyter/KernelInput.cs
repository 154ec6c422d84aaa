using System.Text.Json.Nodes;

namespace DistLab.Kernel;

/// <summary>Asks the front end whose cell runs for a line, on the channel made for that.</summary>
internal sealed class KernelInput(MessageCodec codec, Action flushOutput) : ICellInput
{
    private readonly Lock _turn = new();
    private readonly object _lock = new();
    private Cell? _cell;
    private ZmtpConnection[] _asked = [];
    private string? _answer;

    /// <summary>The socket on which front ends are asked.</summary>
    internal ZmtpServer? Socket { get; set; }

    /// <summary>From here on, cells ask on behalf of a request.</summary>
    internal void Begin(JupyterMessage request, bool allowed)
    {
        lock (_lock)
            _cell = new Cell(request, allowed);
    }

    /// <summary>Nobody waits for an answer any more.</summary>
    internal void Interrupt()
    {
        lock (_lock)
        {
            _cell?.Interrupted = true;
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
        // The next cell may have begun before this one's thread gets its turn, or is told of an interrupt.
        var cell = Volatile.Read(ref _cell);
        lock (_turn)
            return Ask(cell, prompt, password);
    }

    private string Ask(Cell? cell, string prompt, bool password)
    {
        lock (_lock)
        {
            cell?.ThrowIfInterrupted();
            _asked = FrontEnds(cell);
            _answer = null;
            var content = new JsonObject { ["prompt"] = prompt, ["password"] = password };
            byte[] wire = codec.Encode(cell!.Request.Prefix, "input_request", cell.Request.Header, content);
            foreach (var connection in _asked)
                connection.Reply(wire);
            try
            {
                while (_answer is null)
                {
                    cell.ThrowIfInterrupted();
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

    private ZmtpConnection[] FrontEnds(Cell? cell)
    {
        if (cell is not { Allowed: true })
        {
            throw new InvalidOperationException(
                "This cell asks for input, and the front end that runs it cannot be asked (it said allow_stdin: false). Put the value into the cell instead.");
        }
        // A client gives its channels one name; one that gives none can be told if it is alone.
        var found = cell.Request.From.Identity.Length > 0 ? Socket!.Find(cell.Request.From.Identity) : Socket!.Connections is [var only] ? [only] : [];
        return found.Length > 0
            ? found
            : throw new InvalidOperationException("This cell asks for input, and the front end that runs it has no stdin channel open.");
    }

    private sealed class Cell(JupyterMessage request, bool allowed)
    {
        internal JupyterMessage Request => request;

        internal bool Allowed => allowed;

        internal bool Interrupted { get; set; }

        internal void ThrowIfInterrupted()
        {
            if (Interrupted)
                throw new OperationCanceledException("The cell was interrupted while it waited for input.");
        }
    }
}
