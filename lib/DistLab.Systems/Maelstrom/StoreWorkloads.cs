using System.Text.Json.Nodes;
using DistLab.Protocols;
using DistLab.Replication;
using ListAsk = DistLab.Replication.CentralStore<DistLab.Protocols.ValueList<DistLab.Replication.StoreEntry<DistLab.Protocols.ValueList<string>>>, DistLab.Replication.CentralLists.Transaction, DistLab.Replication.CentralLists.Result>;
using RegisterAsk = DistLab.Replication.CentralStore<DistLab.Protocols.ValueList<DistLab.Replication.StoreEntry<string>>, DistLab.Replication.CentralRegisters.Request, DistLab.Replication.CentralRegisters.Reply>;

namespace DistLab.Systems.Maelstrom;

/// <summary>Maelstrom's <c>lin-kv</c>.</summary>
internal sealed class RegistersWorkload : IWorkload<RegisterAsk.State, RegisterAsk.Message>
{
    public Protocol<RegisterAsk.State, RegisterAsk.Message> Protocol(int nodes) => new CentralRegisters();

    public RegisterAsk.Message? Request(RequestBody body, long request, NodeNames names) => body.Type switch
    {
        "read" => new RegisterAsk.Ask(request, new CentralRegisters.Read(body.Any("key"))),
        "write" => new RegisterAsk.Ask(request, new CentralRegisters.Write(body.Any("key"), body.Any("value"))),
        "cas" => new RegisterAsk.Ask(request, new CentralRegisters.CompareAndSet(body.Any("key"), body.Any("from"), body.Any("to"))),
        _ => null,
    };

    public WorkloadAnswer? Answer(object output) =>
        output is RegisterAsk.Answer answer ? new(answer.Request, asked => Body(answer.Content, asked)) : null;

    private static JsonObject Body(CentralRegisters.Reply reply, RequestBody asked) => reply switch
    {
        CentralRegisters.Value value => new() { ["type"] = "read_ok", ["value"] = RequestBody.Parse(value.Content) },
        CentralRegisters.NoSuchKey => throw new MaelstromError(MaelstromError.KeyDoesNotExist, "There is no such key."),
        CentralRegisters.NotAsExpected not => throw new MaelstromError(MaelstromError.PreconditionFailed, $"The value is {not.Actual}."),
        _ => new() { ["type"] = asked.Type + "_ok" },
    };
}

/// <summary>Maelstrom's <c>txn-list-append</c>.</summary>
internal sealed class ListsWorkload : IWorkload<ListAsk.State, ListAsk.Message>
{
    public Protocol<ListAsk.State, ListAsk.Message> Protocol(int nodes) => new CentralLists();

    public ListAsk.Message? Request(RequestBody body, long request, NodeNames names) =>
        body.Type == "txn" ? new ListAsk.Ask(request, new([.. body.Array("txn").Select(Step)])) : null;

    public WorkloadAnswer? Answer(object output) => output is ListAsk.Answer answer
        ? new(answer.Request, asked => new() { ["type"] = "txn_ok", ["txn"] = Complete(asked.Array("txn"), answer.Content.Read) })
        : null;

    /// <summary>The transaction with what its reads found.</summary>
    private static JsonArray Complete(JsonArray asked, ValueList<ValueList<string>?> read) => [.. asked.Zip(read, Complete)];

    private static JsonNode Complete(JsonNode? step, ValueList<string>? read)
    {
        var done = (JsonArray)step!.DeepClone();
        if (IsRead(step))
            done[2] = read is null ? null : RequestBody.ArrayOf(read);
        return done;
    }

    private static CentralLists.Step Step(JsonNode? step) => step is JsonArray { Count: 3 } parts && parts[0] is JsonValue && (IsRead(parts) || parts[0]!.ToString() == "append")
        ? new(RequestBody.Json(parts[1]), IsRead(parts) ? null : RequestBody.Json(parts[2]))
        : throw new MaelstromError(MaelstromError.MalformedRequest, "Each step of a transaction is [\"r\", key, null] or [\"append\", key, value].");

    private static bool IsRead(JsonNode step) => step[0]!.ToString() == "r";
}
