using System.Text.Json.Nodes;
using DistLab.Communication;
using DistLab.Naming;
using DistLab.Protocols;
using DistLab.Replication;

namespace DistLab.Systems.Maelstrom;

/// <summary>Maelstrom's <c>echo</c>.</summary>
internal sealed class EchoWorkload : IWorkload<EchoServer.State, EchoServer.Echo>
{
    public Protocol<EchoServer.State, EchoServer.Echo> Protocol(int nodes) => new EchoServer();

    public EchoServer.Echo? Request(RequestBody body, long request, NodeNames names) =>
        body.Type == "echo" ? new(request, body.Any("echo")) : null;

    public WorkloadAnswer? Answer(object output) => output is EchoServer.Echoed echoed
        ? new(echoed.Request, _ => new() { ["type"] = "echo_ok", ["echo"] = RequestBody.Parse(echoed.Payload) })
        : null;
}

/// <summary>Maelstrom's <c>unique-ids</c>.</summary>
internal sealed class UniqueIdsWorkload : IWorkload<UniqueIds.State, UniqueIds.Generate>
{
    public Protocol<UniqueIds.State, UniqueIds.Generate> Protocol(int nodes) => new UniqueIds(nodes);

    public UniqueIds.Generate? Request(RequestBody body, long request, NodeNames names) =>
        body.Type == "generate" ? new(request) : null;

    public WorkloadAnswer? Answer(object output) => output is UniqueIds.Generated generated
        ? new(generated.Request, _ => new() { ["type"] = "generate_ok", ["id"] = generated.Id })
        : null;
}

/// <summary>Maelstrom's <c>broadcast</c>.</summary>
/// <param name="retry">How long a node waits for an acknowledgement.</param>
internal sealed class BroadcastWorkload(Delay retry) : IWorkload<GossipBroadcast.State, GossipBroadcast.Message>
{
    public Protocol<GossipBroadcast.State, GossipBroadcast.Message> Protocol(int nodes) => new GossipBroadcast(nodes, retry);

    public GossipBroadcast.Message? Request(RequestBody body, long request, NodeNames names) => body.Type switch
    {
        "broadcast" => new GossipBroadcast.Broadcast(request, body.Any("message")),
        "read" => new GossipBroadcast.Read(request),
        "topology" => new GossipBroadcast.SetNeighbours(request, Neighbours(body, names)),
        _ => null,
    };

    public WorkloadAnswer? Answer(object output) => output switch
    {
        GossipBroadcast.Answer answer => new(answer.Request, _ => new() { ["type"] = "read_ok", ["messages"] = RequestBody.ArrayOf(answer.Values) }),
        GossipBroadcast.Done done => new(done.Request, asked => new() { ["type"] = asked.Type + "_ok" }),
        _ => null,
    };

    private static ValueList<NodeId> Neighbours(RequestBody body, NodeNames names)
    {
        var own = body.Map("topology")[names[names.Self]] as JsonArray ?? [];
        return [.. own.Select(name => names.Find(name?.ToString() ?? "")
            ?? throw new MaelstromError(MaelstromError.MalformedRequest, $"The topology names '{name}', which is no node."))];
    }
}

/// <summary>Maelstrom's <c>g-set</c>.</summary>
/// <param name="every">How often a node gossips.</param>
internal sealed class SetWorkload(Delay every) : IWorkload<GrowOnlySet.State, GrowOnlySet.Message>
{
    public Protocol<GrowOnlySet.State, GrowOnlySet.Message> Protocol(int nodes) => new GrowOnlySet(nodes, every);

    public GrowOnlySet.Message? Request(RequestBody body, long request, NodeNames names) => body.Type switch
    {
        "add" => new GrowOnlySet.Add(request, body.Any("element")),
        "read" => new GrowOnlySet.Read(request),
        _ => null,
    };

    public WorkloadAnswer? Answer(object output) => output switch
    {
        GrowOnlySet.Added added => new(added.Request, _ => new() { ["type"] = "add_ok" }),
        GrowOnlySet.Answer answer => new(answer.Request, _ => new() { ["type"] = "read_ok", ["value"] = RequestBody.ArrayOf(answer.Elements) }),
        _ => null,
    };
}

/// <summary>Maelstrom's <c>g-counter</c> and <c>pn-counter</c>.</summary>
/// <param name="every">How often a node gossips.</param>
internal sealed class CounterWorkload(Delay every) : IWorkload<PnCounter.State, PnCounter.Message>
{
    public Protocol<PnCounter.State, PnCounter.Message> Protocol(int nodes) => new PnCounter(nodes, every);

    public PnCounter.Message? Request(RequestBody body, long request, NodeNames names) => body.Type switch
    {
        "add" => new PnCounter.Add(request, body.Integer("delta")),
        "read" => new PnCounter.Read(request),
        _ => null,
    };

    public WorkloadAnswer? Answer(object output) => output switch
    {
        PnCounter.Added added => new(added.Request, _ => new() { ["type"] = "add_ok" }),
        PnCounter.Answer answer => new(answer.Request, _ => new() { ["type"] = "read_ok", ["value"] = answer.Value }),
        _ => null,
    };
}
