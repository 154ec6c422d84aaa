using System.Diagnostics;
using System.Text.Json.Nodes;
using DistLab.Checking;
using DistLab.Protocols;
using DistLab.Replication;
using DistLab.Systems.Maelstrom;

namespace DistLab.Systems.Tests.Maelstrom;

/// <summary>A workbench that finds nothing proves nothing: what each workload demands, of a correct node and of one with a bug that must be found.</summary>
public sealed class PlantedBugTests : IDisposable
{
    private static readonly Delay Often = Delay.Uniform(20.Milliseconds(), 40.Milliseconds());
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1.5);
    private static readonly TimeSpan GreatPatience = TimeSpan.FromSeconds(60);

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Echo_is_what_was_said(bool isCorrect)
    {
        await using var bench = Bench(1, new EchoWorkload(), echo => new(echo) { Hears = said => isCorrect ? said : said with { Payload = "\"?\"" } });
        await bench.StartAsync();
        var answer = await bench.AskAsync("n1", new() { ["type"] = "echo", ["echo"] = "hello" });
        Assert.Equal(isCorrect, (string?)answer["echo"] == "hello");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Unique_ids_are_unique_over_all_lives(bool isCorrect)
    {
        await using var bench = Bench(2, new UniqueIdsWorkload(), ids => new(ids) { IsDurable = isCorrect });
        await bench.StartAsync();
        var ids = new List<string>();
        for (var life = 0; life < 2; life++)
        {
            for (var i = 0; i < 10; i++)
                ids.Add((await bench.AskAsync(bench.Names[i % 2], new() { ["type"] = "generate" }))["id"]!.ToJsonString());
            await bench.KillAsync("n2");
            await bench.StartAsync("n2");
        }
        Assert.Equal(isCorrect, ids.Distinct().Count() == ids.Count);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Broadcast_reaches_everybody_over_a_network_that_loses(bool isCorrect)
    {
        // The bug: it never tells again.
        await using var bench = Bench(4, new BroadcastWorkload(isCorrect ? Often : 1_000.Seconds()), gossip => new(gossip), loss: 0.4);
        await bench.StartAsync();
        for (var value = 0; value < 20; value++)
            await bench.AskAsync(bench.Names[value % 4], new() { ["type"] = "broadcast", ["message"] = value });
        Assert.Equal(isCorrect, await AllReadAsync(bench, isCorrect, answer => answer["messages"]!.AsArray().Count == 20));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_set_grows_together_again_after_a_partition(bool isCorrect)
    {
        // The bug: it takes in no copy.
        await using var bench = Bench(3, new SetWorkload(Often), set => new(set) { Hears = message => isCorrect || message is not GrowOnlySet.Copy ? message : null });
        await bench.StartAsync();
        bench.Part("n3");
        for (var element = 0; element < 9; element++)
            await bench.AskAsync(bench.Names[element % 3], new() { ["type"] = "add", ["element"] = element });
        bench.Heal();
        Assert.Equal(isCorrect, await AllReadAsync(bench, isCorrect, answer => answer["value"]!.AsArray().Count == 9));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_counter_counts_what_it_has_confirmed_though_it_was_killed(bool isCorrect)
    {
        await using var bench = Bench(3, new CounterWorkload(Often), counter => new(counter) { IsDurable = isCorrect });
        await bench.StartAsync();
        bench.Part("n2");
        for (var i = 1; i <= 6; i++)
            await bench.AskAsync(bench.Names[i % 3], new() { ["type"] = "add", ["delta"] = i % 2 == 0 ? -i : i });
        await bench.KillAsync("n2");
        bench.Heal();
        await bench.StartAsync("n2");
        Assert.Equal(isCorrect, await AllReadAsync(bench, isCorrect, answer => (int?)answer["value"] == -3));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Registers_are_linearizable(bool isCorrect)
    {
        // The bug: every node takes itself for the one that has the data.
        await using var bench = Bench(3, new RegistersWorkload(), store => new(store) { Begins = self => isCorrect ? self : 0 });
        await bench.StartAsync();
        var history = new HistoryBuilder();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(client => RunClientAsync(bench, client, history)));
        var verdict = Linearizability.Check(history.ToHistory(), new RegisterModel());
        Assert.True(verdict.IsSatisfied == isCorrect, verdict.Explanation);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Transactions_see_what_earlier_ones_appended_elsewhere(bool isCorrect)
    {
        await using var bench = Bench(2, new ListsWorkload(), store => new(store) { Begins = self => isCorrect ? self : 0 });
        await bench.StartAsync();
        await bench.AskAsync("n1", Transaction("""[["append", "k", 1]]"""));
        await bench.AskAsync("n2", Transaction("""[["append", "k", 2]]"""));
        var seen = await bench.AskAsync("n1", Transaction("""[["r", "k", null]]"""));
        Assert.Equal(isCorrect, seen["txn"]!.ToJsonString() == """[["r","k",[1,2]]]""");

        static JsonObject Transaction(string steps) => new() { ["type"] = "txn", ["txn"] = JsonNode.Parse(steps) };
    }

    private Workbench Bench<TState, TMessage>(
        int nodes, IWorkload<TState, TMessage> correct, Func<Protocol<TState, TMessage>, Changed<TState, TMessage>> change, double loss = 0)
        where TState : class
        where TMessage : class =>
        new(nodes, _ => Conversation.With(new ChangedWorkload<TState, TMessage>(correct, change), _folder.Path), loss, TimeSpan.FromMilliseconds(2));

    /// <summary>Whether all nodes come to answer a read as they should, before patience ends.</summary>
    private static async Task<bool> AllReadAsync(Workbench bench, bool isExpected, Func<JsonObject, bool> isRight)
    {
        for (var start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start) < (isExpected ? GreatPatience : Patience); await Task.Delay(20))
        {
            var right = 0;
            foreach (var name in bench.Names)
                right += isRight(await bench.AskAsync(name, new() { ["type"] = "read" })) ? 1 : 0;
            if (right == bench.Names.Count)
                return true;
        }
        return false;
    }

    /// <summary>Reads, writes, compares and sets one register, each time at another node, and notes what came of it.</summary>
    private static async Task RunClientAsync(Workbench bench, int client, HistoryBuilder history)
    {
        var random = new RandomStream(7).Derive((ulong)client);
        for (var i = 0; i < 15; i++)
        {
            var (value, expected) = ((10 * i) + client, random.NextBelow(40));
            var (call, body) = random.NextBelow(3) switch
            {
                0 => (Call.Read("x"), new JsonObject { ["type"] = "read" }),
                1 => (Call.Write("x", value), new JsonObject { ["type"] = "write", ["value"] = value }),
                _ => (Call.CompareAndSet("x", expected, value), new JsonObject { ["type"] = "cas", ["from"] = expected, ["to"] = value }),
            };
            body["key"] = "x";
            lock (history)
                history.Invoke(client, call);
            var answer = await bench.AskAsync(bench.Names[random.NextBelow(bench.Names.Count)], body);
            lock (history)
                history.Return(client, Result(call, answer));
        }
    }

    private static Value Result(Call call, JsonObject answer) => (call.Name, (string?)answer["type"]) switch
    {
        ("read", "read_ok") => (int)answer["value"]!,
        ("read", _) or ("write", _) => Value.Nil,
        var (_, type) => type == "cas_ok",
    };
}
