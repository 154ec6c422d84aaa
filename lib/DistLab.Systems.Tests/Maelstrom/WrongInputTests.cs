using System.Text.Json.Nodes;
using DistLab.Systems.Maelstrom;

namespace DistLab.Systems.Tests.Maelstrom;

/// <summary>What comes in that should not: it is told to the log, a client gets an error, and the node goes on.</summary>
public sealed class WrongInputTests
{
    [Theory]
    [InlineData("hello")]
    [InlineData("{}")]
    [InlineData("[1]")]
    [InlineData("null")]
    [InlineData("""{"src": "c1", "dest": "n1"}""")]
    [InlineData("""{"src": "c1", "dest": "n1", "body": []}""")]
    [InlineData("""{"src": 1, "dest": "n1", "body": {"type": "echo"}}""")]
    [InlineData("""{"src": "c1", "dest": "n1", "body": {"type": "echo", "type": "echo"}}""")]
    [InlineData("""{"src": "c1", "dest": "n1", "body": {"type": "echo", "echo": "\ud83d"}}""")]
    [InlineData("""{"src": "c1", "dest": "n1", "body": {"type": "echo", "\udc00": 1}}""")]
    [InlineData("""{"src": "c\ud83d", "dest": "n1", "body": {"type": "echo", "echo": 1}}""")]
    [InlineData("""{"src": "c1", "dest": "n1", "body": {"type": "echo", "echo": 1}} trailing""")]
    [InlineData("""{"src": "c1", "dest": "n1", "body": {"type": "echo", "echo": 1}""")]
    public async Task What_is_no_message_is_told_to_the_log_and_passed_over(string line)
    {
        await using var node = new Conversation("echo");
        node.Say(line);
        await node.InitAsync();
        node.Say(line);
        node.Say("");
        await StillEchoesAsync(node);
        Assert.Equal(2, node.Log.Split($"This is no message: {line}").Length - 1);
    }

    [Fact]
    public async Task A_line_without_end_is_passed_over_and_takes_bounded_memory()
    {
        await using var node = new Conversation("echo");
        await node.InitAsync();
        node.Say(new string('x', MaelstromSession.LongestLine + 1));
        await StillEchoesAsync(node);
        Assert.Contains($"A line of more than {MaelstromSession.LongestLine:N0} characters was passed over.", node.Log);

        var lines = new MessageLines(new EndlessLine(1_000_000), 100, () => { });
        Assert.Equal("the end", await lines.NextAsync());
        Assert.Null(await lines.NextAsync());
    }

    [Fact]
    public async Task Lines_are_what_stands_between_their_ends()
    {
        var dropped = 0;
        var lines = new MessageLines(new StringReader("one\n\ntoo long\nfits\nlast"), longest: 4, () => dropped++);
        foreach (var expected in new[] { "one", "", "fits", "last", null })
            Assert.Equal(expected, await lines.NextAsync());
        Assert.Equal(1, dropped);
    }

    [Theory]
    [InlineData("""{"type": "init", "msg_id": 1, "node_id": "n9", "node_ids": ["n1", "n2"]}""", "The node 'n9' is not among 'node_ids'.")]
    [InlineData("""{"type": "init", "msg_id": 1, "node_id": "n1", "node_ids": ["n1", "n2", "n1"]}""", "'node_ids' must be up to 1,000 different names.")]
    [InlineData("""{"type": "init", "msg_id": 1, "node_id": "n1", "node_ids": ["n1", 2]}""", "The field 'node_ids' must be an array of texts.")]
    [InlineData("""{"type": "init", "msg_id": 1, "node_ids": ["n1"]}""", "The field 'node_id' must be a text.")]
    public async Task An_initialization_that_cannot_be_is_refused_and_may_be_tried_again(string body, string expected)
    {
        await using var node = new Conversation("echo");
        var answer = await node.AskAsync(body);
        Assert.Equal((12, expected), ((int?)answer["code"], (string?)answer["text"]));
        await node.InitAsync();
        await StillEchoesAsync(node);
    }

    [Fact]
    public async Task A_node_stays_who_it_is()
    {
        await using var node = new Conversation("echo");
        await node.InitAsync();
        await node.InitAsync();
        var answer = await node.AskAsync("""{"type": "init", "msg_id": 1, "node_id": "n1", "node_ids": ["n1", "n2"]}""");
        Assert.Equal((12, "This node is 'n1' of 1 already."), ((int?)answer["code"], (string?)answer["text"]));
        node.Say("""{"src": "c1", "dest": "n2", "body": {"type": "echo", "msg_id": 3, "echo": 1}}""");
        await StillEchoesAsync(node);
        Assert.Contains("A message for n2 came to n1, and was passed over.", node.Log);
    }

    [Theory]
    [InlineData("""{"type": "tell", "msg_id": 4}""")]
    [InlineData("""{"type": "tell", "msg_id": 4, "data": "not base 64!"}""")]
    [InlineData("""{"type": "tell", "msg_id": 4, "data": "AAAA"}""")]
    [InlineData("""{"type": "error", "in_reply_to": 4, "code": 12}""")]
    public async Task A_bad_message_from_another_node_is_told_to_the_log_and_not_answered(string body)
    {
        await using var node = new Conversation("pn-counter");
        await node.InitAsync(all: """["n1", "n2"]""");
        node.Say($$"""{"src": "n2", "dest": "n1", "body": {{body}}}""");
        // Gossip goes to n2 now and then; what comes from it must not have been answered before the next client is.
        node.Say("""{"src": "c1", "dest": "n1", "body": {"type": "read", "msg_id": 7}}""");
        JsonNode heard;
        do
        {
            heard = JsonNode.Parse((await node.HearAsync())!)!;
            Assert.NotEqual("error", (string?)heard["body"]!["type"]);
        }
        while ((string?)heard["dest"] != "c1");
        Assert.Contains("A message from n2 cannot be served", node.Log);
    }

    [Fact]
    public async Task Whatever_a_client_sends_a_node_lives()
    {
        string[] bodies =
        [
            """{"type": "add", "msg_id": 1, "delta": 99999999999}""", """{"type": "add", "msg_id": 1, "delta": 1.5}""", """{"type": "add", "msg_id": 1, "delta": null}""",
            """{"type": 7, "msg_id": 1}""", """{"type": null, "msg_id": 1}""", """{"msg_id": 1}""", """{"type": "", "msg_id": 1}""",
        ];
        await using var node = new Conversation("pn-counter");
        await node.InitAsync();
        foreach (var body in bodies)
            Assert.Equal("error", (string?)(await node.AskAsync(body))["type"]);
        // Nobody waits for an answer to these.
        node.Say("""{"src": "c1", "dest": "n1", "body": {"type": "error", "code": 1}}""");
        node.Say("""{"src": "c1", "dest": "n1", "body": {"type": "read_ok", "in_reply_to": 1}}""");
        Assert.Equal(0, (int?)(await node.AskAsync("""{"type": "read", "msg_id": 9}"""))["value"]);
    }

    [Fact]
    public async Task A_value_as_deep_as_may_come_in_also_goes_out()
    {
        await using var node = new Conversation("broadcast");
        await node.InitAsync();
        var deep = new string('[', 30) + new string(']', 30);
        await node.AskAsync($$"""{"type": "broadcast", "msg_id": 2, "message": {{deep}}}""");
        Assert.Equal($"[{deep}]", (await node.AskAsync("""{"type": "read", "msg_id": 3}"""))["messages"]!.ToJsonString());
        node.Say($$$"""{"src": "c1", "dest": "n1", "body": {"type": "broadcast", "msg_id": 4, "message": [{{{deep}}}]}}""");
        Assert.Equal("read_ok", (string?)(await node.AskAsync("""{"type": "read", "msg_id": 5}"""))["type"]);
        Assert.Contains("This is no message: ", node.Log);
    }

    private static async Task StillEchoesAsync(Conversation node) =>
        Assert.Equal("still here", (string?)(await node.AskAsync("""{"type": "echo", "msg_id": 2, "echo": "still here"}"""))["echo"]);

    private sealed class EndlessLine(int length) : TextReader
    {
        private int _left = length;

        public override ValueTask<int> ReadAsync(Memory<char> buffer, CancellationToken cancellationToken = default)
        {
            if (_left > 0)
            {
                _left -= buffer.Length;
                buffer.Span.Fill('x');
                return ValueTask.FromResult(buffer.Length);
            }
            var text = _left == int.MinValue ? "" : "\nthe end";
            _left = int.MinValue;
            text.CopyTo(buffer.Span);
            return ValueTask.FromResult(text.Length);
        }
    }
}
