using DistLab.Protocols;
using DistLab.Simulation;

namespace DistLab.Coordination;

/// <summary>Follows a trace row by row and keeps account of who waits and who is inside.</summary>
internal sealed class MutualExclusionReader
{
    private readonly List<CriticalSectionVisit> _visits = [];
    private readonly List<(int Visit, long SentBefore, long ArrivedBefore, int[] Knows)> _waiting = [];
    private readonly CausalKnowledge _knowledge = new();
    private readonly List<OrderViolation> _orderViolations = [];
    private readonly List<int> _inside = [];
    private readonly List<CriticalSectionOverlap> _violations = [];
    private readonly List<Duration> _synchronizationDelays = [];
    private Instant? _handoverSince;
    private long _sent;
    private long _arrived;

    public MutualExclusionReport Report() => new(_visits, _violations, _orderViolations, _synchronizationDelays, _sent);

    public void Read(in TraceRow row)
    {
        _knowledge.Read(row);
        switch (row.Kind, row.Content)
        {
            // What applications say to each other is not the protocol's price.
            case (TraceKind.Send or TraceKind.Receive, MutexMessage.Told):
                break;
            case (TraceKind.Send, _):
                _sent++;
                break;
            case (TraceKind.Receive, _) when row.Peer != NodeId.Outside:
                _arrived++;
                break;
            case (TraceKind.Output, CriticalSectionEvent.Requested):
                Request(row.Node, row.At);
                break;
            case (TraceKind.Output, CriticalSectionEvent.Entered):
                Enter(row.Node, row.At);
                break;
            case (TraceKind.Output, CriticalSectionEvent.Exited):
                Leave(row.Node, row.At, crashed: false);
                break;
            case (TraceKind.Crash, _):
                Crash(row.Node, row.At);
                break;
        }
    }

    private void Request(NodeId node, Instant at)
    {
        _visits.Add(new() { Node = node, Requested = at, Unopposed = _waiting.Count == 0 && _inside.Count == 0 });
        _waiting.Add((_visits.Count - 1, _sent, _arrived, _knowledge.Event(node)));
    }

    private void Enter(NodeId node, Instant at)
    {
        var place = _waiting.FindIndex(w => _visits[w.Visit].Node == node);
        if (place < 0)
            throw new ArgumentException($"{node} enters at {at} without having asked: the trace does not begin at the start of the run, or lacks rows.");
        var (visit, sentBefore, arrivedBefore, knows) = _waiting[place];
        foreach (var earlier in _waiting.Take(place))
        {
            Change(earlier.Visit, v => v with { Overtaken = v.Overtaken + 1 });
            var other = _visits[earlier.Visit].Node;
            if (other.Index < knows.Length && knows[other.Index] >= earlier.Knows[other.Index])
                _orderViolations.Add(new(at, other, node));
        }
        _waiting.RemoveAt(place);
        foreach (var other in _inside)
            _violations.Add(new(at, _visits[other].Node, node));
        Change(visit, v => v with
        {
            Entered = at,
            MessagesWhileWaiting = (int)(_arrived - arrivedBefore),
            MessagesSentWhileWaiting = (int)(_sent - sentBefore),
        });
        _inside.Add(visit);
        if (_handoverSince is { } since)
            _synchronizationDelays.Add(at - since);
        _handoverSince = null;
    }

    private void Leave(NodeId node, Instant at, bool crashed)
    {
        var place = _inside.FindIndex(v => _visits[v].Node == node);
        if (place < 0)
            return;
        Change(_inside[place], v => v with { Left = at, Crashed = crashed });
        _inside.RemoveAt(place);
        if (!crashed && _inside.Count == 0 && _waiting.Count > 0)
            _handoverSince = at;
    }

    private void Crash(NodeId node, Instant at)
    {
        var place = _waiting.FindIndex(w => _visits[w.Visit].Node == node);
        if (place >= 0)
        {
            Change(_waiting[place].Visit, v => v with { Crashed = true });
            _waiting.RemoveAt(place);
            if (_waiting.Count == 0)
                _handoverSince = null;
        }
        Leave(node, at, crashed: true);
    }

    private void Change(int visit, Func<CriticalSectionVisit, CriticalSectionVisit> change) => _visits[visit] = change(_visits[visit]);
}
