using System.Text.Json.Nodes;
using DistLab.Consensus;
using DistLab.Protocols;

namespace DistLab.Systems.Maelstrom;

/// <summary>Maelstrom's <c>lin-kv</c> from a store that Raft replicates to all nodes.</summary>
internal sealed class RaftWorkload : IWorkload<RaftStore.State, RaftStore.Message>
{
    // Maelstrom's nodes may share one machine, and its network may add as much as 100 ms.
    private static readonly RaftOptions Options = new()
    {
        ElectionTimeout = Delay.Uniform(500.Milliseconds(), 1_000.Milliseconds()),
        HeartbeatInterval = 100.Milliseconds(),
    };

    public Protocol<RaftStore.State, RaftStore.Message> Protocol(int nodes) => new RaftStore(nodes, Options);

    // Maelstrom's clients never repeat a request, so that no session is needed; the number tells for whom the answer is.
    public RaftStore.Message? Request(RequestBody body, long request, NodeNames names) => Command(body) is { } command ? new RaftStore.ClientRequest(request, 0, command) : null;

    public WorkloadAnswer? Answer(object output) => output switch
    {
        RaftStore.ClientReply reply => new(reply.Client, asked => Body(reply.Result, asked)),
        RaftStore.NotLeader turnedAway => new(turnedAway.Client, _ => throw new MaelstromError(MaelstromError.TemporarilyUnavailable, "No leader is known here. Try again.")),
        _ => null,
    };

    private static StoreCommand? Command(RequestBody body) => body.Type switch
    {
        "read" => new StoreCommand.Get(body.Any("key")),
        "write" => new StoreCommand.Put(body.Any("key"), body.Any("value")),
        "cas" => new StoreCommand.CompareAndSet(body.Any("key"), body.Any("from"), body.Any("to")),
        _ => null,
    };

    private static JsonObject Body(StoreResult result, RequestBody asked) => result switch
    {
        { IsDone: false, Value: null } => throw new MaelstromError(MaelstromError.KeyDoesNotExist, "There is no such key."),
        { IsDone: false, Value: var value } => throw new MaelstromError(MaelstromError.PreconditionFailed, $"The value is {value}."),
        { Value: { } value } => new() { ["type"] = "read_ok", ["value"] = RequestBody.Parse(value) },
        _ => new() { ["type"] = asked.Type + "_ok" },
    };
}
