using System.Diagnostics;
using System.Text.Json.Nodes;

namespace DistLab.Systems.Tests.Maelstrom;

/// <summary>What Maelstrom's workloads demand, over a network that loses a fifth of all messages and falls apart.</summary>
public sealed class WorkbenchTests : IDisposable
{
    private static readonly TimeSpan Latency = TimeSpan.FromMilliseconds(5);

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Every_value_that_was_broadcast_reaches_every_node()
    {
        await using var bench = Bench("broadcast", nodes: 5);
        await bench.StartAsync();
        // A line: each node has to pass on what it hears.
        var topology = new JsonObject();
        for (var i = 0; i < 5; i++)
            topology[bench.Names[i]] = new JsonArray([.. new[] { i - 1, i + 1 }.Where(j => j is >= 0 and < 5).Select(j => (JsonNode)bench.Names[j])]);
        foreach (var name in bench.Names)
            Ok(await bench.AskAsync(name, new() { ["type"] = "topology", ["topology"] = topology.DeepClone() }));
        for (var value = 0; value < 60; value++)
        {
            if (value == 20)
                bench.Part("n1", "n2");
            if (value == 40)
                bench.Heal();
            Ok(await bench.AskAsync(bench.Names[value % 5], new() { ["type"] = "broadcast", ["message"] = value }));
        }
        await AllReadAsync(bench, answer => Sorted(answer["messages"]!), Sorted([.. Enumerable.Range(0, 60).Select(value => (JsonNode)value)]));
        Assert.True(bench.Lost > 0);
    }

    [Fact]
    public async Task A_node_that_was_killed_comes_back_with_what_it_had_acknowledged()
    {
        await using var bench = Bench("broadcast", nodes: 3, durable: true);
        await bench.StartAsync();
        bench.Part("n2");
        for (var value = 0; value < 10; value++)
            Ok(await bench.AskAsync("n2", new() { ["type"] = "broadcast", ["message"] = value }));
        // Nobody else can know of them yet.
        await bench.KillAsync("n2");
        bench.Heal();
        await bench.StartAsync("n2");
        await AllReadAsync(bench, answer => Sorted(answer["messages"]!), Sorted([.. Enumerable.Range(0, 10).Select(value => (JsonNode)value)]));
    }

    [Fact]
    public async Task Elements_that_were_added_are_in_every_copy_of_the_set_at_last()
    {
        await using var bench = Bench("g-set", nodes: 3);
        await bench.StartAsync();
        bench.Part("n3");
        for (var element = 0; element < 30; element++)
            Ok(await bench.AskAsync(bench.Names[element % 3], new() { ["type"] = "add", ["element"] = $"e{element}" }));
        bench.Heal();
        await AllReadAsync(bench, answer => Sorted(answer["value"]!), Sorted([.. Enumerable.Range(0, 30).Select(element => (JsonNode)$"e{element}")]));
    }

    [Fact]
    public async Task The_counters_agree_at_last_on_the_sum_of_all_that_was_added_though_a_node_was_killed()
    {
        await using var bench = Bench("pn-counter", nodes: 3, durable: true);
        await bench.StartAsync();
        for (var i = 1; i <= 30; i++)
        {
            if (i == 15)
            {
                await bench.KillAsync("n1");
                await bench.StartAsync("n1");
            }
            Ok(await bench.AskAsync(bench.Names[i % 3], new() { ["type"] = "add", ["delta"] = i % 2 == 0 ? i : -i }));
        }
        await AllReadAsync(bench, answer => answer["value"]!.ToJsonString(), "15");
    }

    [Fact]
    public async Task Names_are_unique_over_all_nodes_and_all_their_lives()
    {
        await using var bench = Bench("unique-ids", nodes: 3, durable: true);
        await bench.StartAsync();
        var ids = new HashSet<string>();
        for (var round = 0; round < 5; round++)
        {
            for (var i = 0; i < 60; i++)
                Assert.True(ids.Add((await bench.AskAsync(bench.Names[i % 3], new() { ["type"] = "generate" }))["id"]!.ToJsonString()));
            await bench.KillAsync("n2");
            await bench.StartAsync("n2");
        }
    }

    [Fact]
    public async Task Without_a_folder_a_name_is_given_out_twice()
    {
        await using var bench = Bench("unique-ids", nodes: 1);
        await bench.StartAsync();
        var first = await bench.AskAsync("n1", new() { ["type"] = "generate" });
        await bench.KillAsync("n1");
        await bench.StartAsync("n1");
        Assert.Equal(first["id"]!.ToJsonString(), (await bench.AskAsync("n1", new() { ["type"] = "generate" }))["id"]!.ToJsonString());
    }

    [Fact]
    public async Task Whoever_is_asked_the_store_shows_what_was_written_last()
    {
        await using var bench = Bench("lin-kv", nodes: 3, loss: 0);
        await bench.StartAsync();
        for (var value = 0; value < 30; value++)
        {
            var write = new JsonObject { ["type"] = value == 0 ? "write" : "cas", ["key"] = "k" };
            (write[value == 0 ? "value" : "to"], write["from"]) = (value, value - 1);
            Ok(await bench.AskAsync(bench.Names[value % 3], write));
            Assert.Equal(value, (int?)(await bench.AskAsync(bench.Names[(value + 1) % 3], new() { ["type"] = "read", ["key"] = "k" }))["value"]);
        }
        Assert.Equal(22, (int?)(await bench.AskAsync("n2", new() { ["type"] = "cas", ["key"] = "k", ["from"] = 3, ["to"] = 4 }))["code"]);
    }

    private Workbench Bench(string workload, int nodes, double loss = 0.2, bool durable = false) =>
        new(nodes, _ => new Conversation(workload, durable ? _folder.Path : null), loss, Latency);

    private static void Ok(JsonObject answer) => Assert.EndsWith("_ok", (string?)answer["type"]);

    private static string Sorted(JsonNode values) => string.Join(' ', values.AsArray().Select(value => value!.ToJsonString()).Order(StringComparer.Ordinal));

    private static string Sorted(JsonNode[] values) => Sorted(new JsonArray(values));

    /// <summary>Reads from all nodes until all answer as they should.</summary>
    private static async Task AllReadAsync(Workbench bench, Func<JsonObject, string> shown, string expected)
    {
        var start = Stopwatch.GetTimestamp();
        var seen = new List<string>();
        while (Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(120))
        {
            seen.Clear();
            foreach (var name in bench.Names)
                seen.Add(shown(await bench.AskAsync(name, new() { ["type"] = "read" })));
            if (seen.All(each => each == expected))
                return;
            await Task.Delay(50);
        }
        Assert.Fail($"expected {expected}, but the nodes show {string.Join(" | ", seen)}");
    }
}
