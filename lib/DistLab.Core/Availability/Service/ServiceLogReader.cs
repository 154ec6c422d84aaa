using DistLab.Protocols;
using DistLab.Simulation;

namespace DistLab.Availability;

/// <summary>Reads from what nodes output which requests there were, and when which component was down.</summary>
/// <param name="end">When the run ended: what is still open or down then, is so until then.</param>
/// <param name="name">The name of the component that a node is; <c>null</c> for one whose outages others tell.</param>
internal sealed class ServiceLogReader(Instant end, Func<NodeId, string?> name)
{
    private readonly List<ServiceRequest> _requests = [];
    private readonly List<Outage> _outages = [];
    private readonly Dictionary<NodeId, Instant> _downSince = [];

    public IReadOnlyList<ServiceRequest> Requests => _requests;

    /// <summary>The outages that have ended; after <see cref="Finish"/>, all.</summary>
    public IReadOnlyList<Outage> Outages => _outages;

    public bool IsDown(NodeId node) => _downSince.ContainsKey(node);

    public void Read(in TraceRow row)
    {
        switch (row.Content)
        {
            case ServiceEvent.Sent:
                _requests.Add(new(row.At, end, RequestOutcome.Open));
                break;
            case ServiceEvent.Ended(var id, var outcome, var attempts, var server):
                _requests[id] = new(_requests[id].SentAt, row.At, outcome, attempts, server);
                break;
            case ServiceEvent.Down:
                _downSince[row.Node] = row.At;
                break;
            case ServiceEvent.Up when _downSince.Remove(row.Node, out var since):
                Add(row.Node, since, row.At);
                break;
        }
    }

    public void Finish()
    {
        foreach (var (node, since) in _downSince)
            Add(node, since, end);
        _downSince.Clear();
    }

    private void Add(NodeId node, Instant since, Instant at)
    {
        if (name(node) is { } component)
            _outages.Add(new(component, since, at));
    }
}
