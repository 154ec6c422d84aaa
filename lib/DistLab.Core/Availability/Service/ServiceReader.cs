using DistLab.Protocols;
using DistLab.Simulation;

namespace DistLab.Availability;

/// <summary>Reads what the nodes of a simulated service output into plain records, and for how long the hub trusted servers that were down.</summary>
internal sealed class ServiceReader(ServiceDesign design)
{
    private readonly List<Outage> _trusted = [];
    private readonly Dictionary<int, Instant> _downAndTrusted = [];
    private readonly HashSet<int> _ejected = [];

    public ServiceRun Read(Trace trace, Instant from, Instant to, Instant end)
    {
        var log = new ServiceLogReader(end, NameOf);
        foreach (var row in trace)
        {
            if (row.Kind != TraceKind.Output)
                continue;
            log.Read(row);
            Read(row.At, row.Node, (ServiceEvent)row.Content!, log);
        }
        log.Finish();
        foreach (var (server, since) in _downAndTrusted)
            AddTrusted(server, since, end);
        return new(new(from, to, log.Requests, Groups(), log.Outages), _trusted);
    }

    private void Read(Instant at, NodeId node, ServiceEvent what, ServiceLogReader log)
    {
        switch (what)
        {
            case ServiceEvent.Down when !_ejected.Contains(ServerOf(node)):
                _downAndTrusted[ServerOf(node)] = at;
                break;
            case ServiceEvent.Up:
                EndTrust(ServerOf(node), at);
                break;
            case ServiceEvent.Ejected(var ejected):
                _ejected.Add(ejected);
                EndTrust(ejected, at);
                break;
            case ServiceEvent.Readmitted(var readmitted):
                _ejected.Remove(readmitted);
                if (log.IsDown(design.NodeOf(readmitted)))
                    _downAndTrusted[readmitted] = at;
                break;
        }
    }

    private static int ServerOf(NodeId node) => node.Index - ServiceSystem.FirstServer;

    // What a failed switch does is told by the servers themselves, which cannot be reached.
    private string? NameOf(NodeId node) =>
        node.Index == design.SwitchNode ? null
        : node == ServiceSystem.Hub ? "hub"
        : ComponentGroup.ServerName(ServerOf(node));

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

    private List<ComponentGroup> Groups()
    {
        var groups = new List<ComponentGroup> { ComponentGroup.Servers(design.Servers, design.Needed) };
        if (design.Hub?.Failure is not null)
            groups.Add(new("hub", ["hub"]));
        return groups;
    }
}
