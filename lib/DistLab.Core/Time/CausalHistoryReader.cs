using DistLab.Simulation;

namespace DistLab.Time;

/// <summary>Reads the events of a trace: which rows are one step of a node, and which receipt belongs to which send.</summary>
internal sealed class CausalHistoryReader(CausalHistory history)
{
    // The row that began a node's step, and the event that it is once anything happens in it; a start that does nothing is none.
    private readonly TraceRow[] _steps = new TraceRow[history.Nodes];
    private readonly CausalEvent?[] _events = new CausalEvent?[history.Nodes];
    private readonly Dictionary<long, CausalEvent> _senders = [];

    public void Read(Trace trace)
    {
        foreach (var row in trace)
        {
            if (row.Node.Index >= 0)
                Take(row);
        }
    }

    private void Take(in TraceRow row)
    {
        switch (row.Kind)
        {
            case TraceKind.Start or TraceKind.Crash:
                Begin(row);
                break;
            case TraceKind.Receive or TraceKind.Timer or TraceKind.Restart:
                Begin(row);
                Event(row);
                break;
            case TraceKind.Send or TraceKind.Duplicate:
                var sender = Event(row);
                sender.Add(new SentMessage(row.Message, row.Node, row.Peer, row.Content));
                _senders[row.Message] = sender;
                break;
            case TraceKind.Output:
                Event(row).Add(row.Content!);
                break;
            case TraceKind.ReadClock or TraceKind.SetClock:
                Event(row);
                break;
            case TraceKind.State:
                Become(row);
                break;
        }
    }

    private void Begin(in TraceRow row)
    {
        _steps[row.Node.Index] = row;
        _events[row.Node.Index] = null;
    }

    private CausalEvent Event(in TraceRow row)
    {
        var node = row.Node.Index;
        return _events[node] ??= history.Add(_steps[node], _steps[node].Kind == TraceKind.Receive ? _senders.GetValueOrDefault(_steps[node].Message) : null);
    }

    private void Become(in TraceRow row)
    {
        if (_events[row.Node.Index] is { } current)
            current.State = row.Content;
        else
            history.SetInitial(row.Node, row.Content);
    }
}
