using System.Text.Json.Nodes;

namespace DistLab.Systems.Tests.Maelstrom;

/// <summary>Raft behind Maelstrom's lin-kv.</summary>
public sealed class RaftWorkloadTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Whoever_is_asked_shows_what_was_written_last_though_one_node_after_the_other_is_killed()
    {
        await using var bench = new Workbench(3, _ => new Conversation("lin-kv-raft", _folder.Path), latency: TimeSpan.FromMilliseconds(1));
        await bench.StartAsync();
        Assert.Equal("write_ok", (string?)(await AskAsync(bench, "n1", new() { ["type"] = "write", ["key"] = "k", ["value"] = 0 }))["type"]);
        for (var round = 0; round < 3; round++)
        {
            var (killed, asked) = (bench.Names[round], bench.Names[(round + 1) % 3]);
            await bench.KillAsync(killed);
            Assert.Equal("write_ok", (string?)(await AskAsync(bench, asked, new() { ["type"] = "write", ["key"] = "k", ["value"] = round + 1 }))["type"]);
            await bench.StartAsync(killed);
            Assert.Equal(round + 1, (int?)(await AskAsync(bench, killed, new() { ["type"] = "read", ["key"] = "k" }))["value"]);
        }
    }

    [Fact]
    public async Task Errors_are_the_published_ones()
    {
        await using var bench = new Workbench(1, _ => new Conversation("lin-kv-raft"));
        await bench.StartAsync();
        Assert.Equal(20, (int?)(await AskAsync(bench, "n1", new() { ["type"] = "read", ["key"] = 1 }))["code"]);
        Assert.Equal(20, (int?)(await AskAsync(bench, "n1", new() { ["type"] = "cas", ["key"] = 1, ["from"] = 1, ["to"] = 2 }))["code"]);
        Assert.Equal("write_ok", (string?)(await AskAsync(bench, "n1", new() { ["type"] = "write", ["key"] = 1, ["value"] = new JsonArray(1, "two") }))["type"]);
        Assert.Equal("""[1,"two"]""", (await AskAsync(bench, "n1", new() { ["type"] = "read", ["key"] = 1 }))["value"]!.ToJsonString());
        Assert.Equal(22, (int?)(await AskAsync(bench, "n1", new() { ["type"] = "cas", ["key"] = 1, ["from"] = 1, ["to"] = 2 }))["code"]);
        Assert.Equal(10, (int?)(await AskAsync(bench, "n1", new() { ["type"] = "txn" }))["code"]);
    }

    /// <summary>Asks again for as long as no leader is known, or no answer comes because the leader that was known is dead.</summary>
    private static async Task<JsonObject> AskAsync(Workbench bench, string node, JsonObject body)
    {
        for (var i = 0; i < 200; i++)
        {
            var asking = bench.AskAsync(node, (JsonObject)body.DeepClone());
            await Task.WhenAny(asking, Task.Delay(1_000));
            if (asking.IsCompleted && (int?)(await asking)["code"] != 11)
                return await asking;
            await Task.Delay(50);
        }
        throw new TimeoutException($"{node} never answers {body}");
    }
}
