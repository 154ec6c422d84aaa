using System.Text.Json.Nodes;

namespace DistLab.Systems.Tests.Maelstrom;

/// <summary>The messages that Maelstrom's documentation (doc/protocol.md, doc/workloads.md) gives as examples, and its field names and error codes.</summary>
public sealed class PublishedExamplesTests
{
    [Fact]
    public async Task Initialization()
    {
        await using var node = new Conversation("echo");
        var answer = await node.AskAsync("""{"type": "init", "msg_id": 1, "node_id": "n3", "node_ids": ["n1", "n2", "n3"]}""", to: "n3");
        Same("""{"type": "init_ok", "in_reply_to": 1}""", answer);
    }

    [Fact]
    public async Task Echo_gives_back_any_payload()
    {
        await using var node = new Conversation("echo");
        await node.InitAsync();
        foreach (var payload in new[] { "\"Please echo 35\"", "7", "null", "[1, {\"a\": [true]}]", "\"ä\\n\\\"𝄞\"" })
            Same($$"""{"type": "echo_ok", "in_reply_to": 2, "echo": {{payload}}}""", await node.AskAsync($$"""{"type": "echo", "msg_id": 2, "echo": {{payload}}}"""));
    }

    [Fact]
    public async Task Unique_ids()
    {
        await using var node = new Conversation("unique-ids");
        await node.InitAsync("n2", """["n1", "n2"]""");
        var ids = new HashSet<string>();
        for (var i = 2; i < 100; i++)
        {
            var answer = await node.AskAsync($$"""{"type": "generate", "msg_id": {{i}}}""", to: "n2");
            Assert.Equal("generate_ok", (string?)answer["type"]);
            Assert.Equal(i, (int?)answer["in_reply_to"]);
            Assert.True(ids.Add(answer["id"]!.ToJsonString()));
        }
    }

    [Fact]
    public async Task Broadcast_with_topology_and_reads()
    {
        await using var node = new Conversation("broadcast");
        await node.InitAsync();
        Same("""{"type": "topology_ok", "in_reply_to": 2}""", await node.AskAsync("""{"type": "topology", "msg_id": 2, "topology": {"n1": []}}"""));
        Same("""{"type": "broadcast_ok", "in_reply_to": 3}""", await node.AskAsync("""{"type": "broadcast", "msg_id": 3, "message": 1000}"""));
        Same("""{"type": "broadcast_ok", "in_reply_to": 4}""", await node.AskAsync("""{"type": "broadcast", "msg_id": 4, "message": 1000}"""));
        Same("""{"type": "read_ok", "in_reply_to": 5, "messages": [1000]}""", await node.AskAsync("""{"type": "read", "msg_id": 5}"""));
    }

    [Fact]
    public async Task A_set_that_grows()
    {
        await using var node = new Conversation("g-set");
        await node.InitAsync();
        Same("""{"type": "add_ok", "in_reply_to": 2}""", await node.AskAsync("""{"type": "add", "msg_id": 2, "element": "x"}"""));
        Same("""{"type": "read_ok", "in_reply_to": 3, "value": ["x"]}""", await node.AskAsync("""{"type": "read", "msg_id": 3}"""));
    }

    [Theory]
    [InlineData("g-counter")]
    [InlineData("pn-counter")]
    public async Task Counters(string workload)
    {
        await using var node = new Conversation(workload);
        await node.InitAsync();
        Same("""{"type": "add_ok", "in_reply_to": 2}""", await node.AskAsync("""{"type": "add", "msg_id": 2, "delta": 7}"""));
        Same("""{"type": "add_ok", "in_reply_to": 3}""", await node.AskAsync("""{"type": "add", "msg_id": 3, "delta": -2}"""));
        Same("""{"type": "read_ok", "in_reply_to": 4, "value": 5}""", await node.AskAsync("""{"type": "read", "msg_id": 4}"""));
    }

    [Fact]
    public async Task Registers_with_their_error_codes()
    {
        await using var node = new Conversation("lin-kv");
        await node.InitAsync();
        await ErrorAsync(node, 20, """{"type": "read", "msg_id": 123, "key": 3}""");
        await ErrorAsync(node, 20, """{"type": "cas", "msg_id": 123, "key": 3, "from": 1, "to": 2}""");
        Same("""{"type": "write_ok", "in_reply_to": 124}""", await node.AskAsync("""{"type": "write", "msg_id": 124, "key": 3, "value": 4}"""));
        Same("""{"type": "read_ok", "in_reply_to": 123, "value": 4}""", await node.AskAsync("""{"type": "read", "msg_id": 123, "key": 3}"""));
        await ErrorAsync(node, 22, """{"type": "cas", "msg_id": 123, "key": 3, "from": 1, "to": 2}""");
        Same("""{"type": "cas_ok", "in_reply_to": 125}""", await node.AskAsync("""{"type": "cas", "msg_id": 125, "key": 3, "from": 4, "to": [5]}"""));
        Same("""{"type": "read_ok", "in_reply_to": 126, "value": [5]}""", await node.AskAsync("""{"type": "read", "msg_id": 126, "key": 3}"""));
    }

    [Fact]
    public async Task Transactions_of_reads_and_appends()
    {
        await using var node = new Conversation("txn-list-append");
        await node.InitAsync();
        await node.AskAsync("""{"type": "txn", "msg_id": 2, "txn": [["append", 1, 8]]}""");
        Same(
            """{"type": "txn_ok", "in_reply_to": 1, "txn": [["r", 1, [8]], ["append", 1, 6], ["append", 2, 9]]}""",
            await node.AskAsync("""{"type": "txn", "msg_id": 1, "txn": [["r", 1, null], ["append", 1, 6], ["append", 2, 9]]}"""));
        Same(
            """{"type": "txn_ok", "in_reply_to": 3, "txn": [["r", 1, [8, 6]], ["r", 2, [9]], ["r", 3, null]]}""",
            await node.AskAsync("""{"type": "txn", "msg_id": 3, "txn": [["r", 1, null], ["r", 2, null], ["r", 3, null]]}"""));
    }

    [Fact]
    public async Task Errors_of_the_request()
    {
        await using var node = new Conversation("pn-counter");
        await ErrorAsync(node, 11, """{"type": "read", "msg_id": 1}""");
        await node.InitAsync();
        await ErrorAsync(node, 10, """{"type": "fly", "msg_id": 2}""");
        await ErrorAsync(node, 12, """{"type": "add", "msg_id": 3}""");
        await ErrorAsync(node, 12, """{"type": "add", "msg_id": 4, "delta": "much"}""");
        await ErrorAsync(node, 12, """{"msg_id": 5}""");
        Same("""{"type": "read_ok", "in_reply_to": 6, "value": 0}""", await node.AskAsync("""{"type": "read", "msg_id": 6}"""));
    }

    [Fact]
    public async Task A_workload_that_there_is_no_protocol_for_is_refused_and_those_that_there_are_named()
    {
        var refusal = await Assert.ThrowsAsync<ArgumentException>(() => DistLab.Systems.Maelstrom.MaelstromProgram.RunAsync("kafka", null, TextReader.Null, TextWriter.Null, TextWriter.Null));
        Assert.Contains("There is no workload 'kafka'. There are: echo, unique-ids, broadcast", refusal.Message);
    }

    private static async Task ErrorAsync(Conversation node, int code, string request)
    {
        var answer = await node.AskAsync(request);
        Assert.Equal(["code", "in_reply_to", "text", "type"], answer.Select(field => field.Key).Order());
        Assert.Equal(("error", code), ((string?)answer["type"], (int?)answer["code"]));
        Assert.NotEqual("", (string?)answer["text"]);
        Assert.Equal((int?)JsonNode.Parse(request)!["msg_id"], (int?)answer["in_reply_to"]);
    }

    private static void Same(string expected, JsonObject actual) =>
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), actual), $"expected {expected}, got {actual.ToJsonString()}");
}
