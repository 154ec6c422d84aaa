using DistLab.Protocols;
using DistLab.Simulation;

namespace DistLab.Availability;

/// <summary>Reads what the nodes of a simulated service output into plain records.</summary>
internal sealed class ServiceReader(ServiceDesign design)
{
    private readonly List<ServiceRequest> _requests = [];
    private readonly List<Outage> _outages = [];
    private readonly Dictionary<NodeId, Instant> _downSince = [];
    private readonly List<Outage> _trusted = [];
    private readonly Dictionary<int, Instant> _downAndTrusted = [];
    private readonly HashSet<int> _ejected = [];

    public ServiceRun Read(Trace trace, Instant from, Instant to, Instant end)
    {
        foreach (var row in trace)
        {
            if (row.Kind == TraceKind.Output)
                Read(row.At, row.Node, (ServiceEvent)row.Content!, end);
        }
        foreach (var (node, since) in _downSince)
            AddOutage(node, since, end);
        foreach (var (server, since) in _downAndTrusted)
            AddTrusted(server, since, end);
        return new(new(from, to, _requests, Groups(), _outages), _trusted);
    }

    private void Read(Instant at, NodeId node, ServiceEvent what, Instant end)
    {
        switch (what)
        {
            case ServiceEvent.Sent:
                _requests.Add(new(at, end, RequestOutcome.Open));
                break;
            case ServiceEvent.Ended(var id, var outcome, var attempts, var server):
                _requests[id] = new(_requests[id].SentAt, at, outcome, attempts, server);
                break;
            case ServiceEvent.Down:
                _downSince[node] = at;
                if (!_ejected.Contains(ServerOf(node)))
                    _downAndTrusted[ServerOf(node)] = at;
                break;
            case ServiceEvent.Up:
                if (_downSince.Remove(node, out var since))
                    AddOutage(node, since, at);
                EndTrust(ServerOf(node), at);
                break;
            case ServiceEvent.Ejected(var ejected):
                _ejected.Add(ejected);
                EndTrust(ejected, at);
                break;
            case ServiceEvent.Readmitted(var readmitted):
                _ejected.Remove(readmitted);
                if (_downSince.ContainsKey(design.NodeOf(readmitted)))
                    _downAndTrusted[readmitted] = at;
                break;
        }
    }

    private static int ServerOf(NodeId node) => node.Index - ServiceSystem.FirstServer;

    private void EndTrust(int server, Instant at)
    {
        if (_downAndTrusted.Remove(server, out var since))
            AddTrusted(server, since, at);
    }

    private void AddTrusted(int server, Instant since, Instant at)
    {
        if (server >= 0 && server < design.Servers)
            _trusted.Add(new(ComponentGroup.ServerName(server), since, at));
    }

    private void AddOutage(NodeId node, Instant since, Instant at)
    {
        // What a failed switch does is told by the servers themselves, which cannot be reached.
        if (node.Index != design.SwitchNode)
            _outages.Add(new(node == ServiceSystem.Hub ? "hub" : ComponentGroup.ServerName(ServerOf(node)), since, at));
    }

    private List<ComponentGroup> Groups()
    {
        var groups = new List<ComponentGroup> { ComponentGroup.Servers(design.Servers, design.Needed) };
        if (design.Hub?.Failure is not null)
            groups.Add(new("hub", ["hub"]));
        return groups;
    }
}
