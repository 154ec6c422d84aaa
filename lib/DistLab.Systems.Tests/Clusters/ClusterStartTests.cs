using System.Reflection;
using System.Runtime.Loader;
using DistLab.Protocols;
using DistLab.Simulation;
using DistLab.Systems.Tests.Nodes;

namespace DistLab.Systems.Tests.Clusters;

/// <summary>What a student is told when a cluster cannot start, or ends too soon.</summary>
[Collection(Processes.Name)]
public sealed class ClusterStartTests
{
    [Fact]
    public async Task A_protocol_that_fails_at_its_start_is_told_with_its_own_words()
    {
        await using var cluster = await Cluster.StartAsync(new Fragile("throw"), nodes: 2);
        var failure = await Assert.ThrowsAsync<ProtocolException>(() => cluster.WaitUntilAsync(() => false));
        Assert.Matches("^P[01] failed at .*, on Start : no good beginning$", failure.Message);
    }

    [Fact]
    public async Task A_process_that_ends_by_itself_is_told_with_its_last_words()
    {
        await using var cluster = await Cluster.StartAsync(new Fragile("exit"), nodes: 1);
        var failure = await Assert.ThrowsAsync<ProtocolException>(() => cluster.WaitUntilAsync(() => false));
        Assert.Contains("The process of P0 ended by itself with exit code 3 and said:", failure.Message);
        Assert.Contains("last words", failure.Message);
        Assert.Contains("on its way out", cluster.Printed(0));
    }

    [Fact]
    public async Task A_condition_that_does_not_come_true_is_named()
    {
        await using var cluster = await Cluster.StartAsync(new Counter(), nodes: 1);
        var timeout = await Assert.ThrowsAsync<TimeoutException>(() => cluster.WaitUntilAsync(() => cluster.Outputs.Count > 7, 50.Milliseconds()));
        Assert.Equal("This did not come true within 50 ms: () => cluster.Outputs.Count > 7", timeout.Message);
    }

    [Fact]
    public async Task Outputs_that_cannot_travel_come_as_text_and_those_that_can_as_what_they_are()
    {
        await using var cluster = await Cluster.StartAsync(new Fragile("odd"), nodes: 1);
        await cluster.WaitUntilAsync(() => cluster.Outputs.Count == 3);
        Assert.Equal([7, typeof(Stream).ToString(), ("pair", 2)], cluster.Outputs.Select(output => output.Value));
    }

    [Fact]
    public async Task Outputs_come_as_they_are_made()
    {
        await using var cluster = await Cluster.StartAsync(new Counter(), nodes: 1);
        var seen = new List<object>();
        cluster.Inject(0, new Counter.Add(1));
        await foreach (var output in cluster.ReadOutputsAsync())
        {
            seen.Add(output.Value);
            if (seen.Count == 3)
                break;
            cluster.Inject(0, new Counter.Add(1));
        }
        Assert.Equal([1, 2, 3], seen);
    }

    [Fact]
    public async Task A_field_that_is_no_data_is_named_before_anything_starts() =>
        Assert.Contains("OfCode.rule has the type Func<Int32>", (await Assert.ThrowsAsync<CodecException>(() => Cluster.StartAsync(new OfCode(() => 1), nodes: 1))).Message);

    [Fact]
    public async Task Code_that_lies_in_memory_only_travels_if_somebody_keeps_its_bytes()
    {
        var image = await File.ReadAllBytesAsync(typeof(Fragile).Assembly.Location);
        var copy = new AssemblyLoadContext("copy").LoadFromStream(new MemoryStream(image));
        var counter = copy.GetType(typeof(Counter).FullName!)!;
        var start = typeof(Cluster).GetMethod(nameof(Cluster.StartAsync))!.MakeGenericMethod(counter.GetNestedType("State")!, counter.GetNestedType("Message")!);
        Task Start() => (Task)start.Invoke(null, [Activator.CreateInstance(counter), 1, null, CancellationToken.None])!;

        var refusal = await Assert.ThrowsAsync<ClusterException>(Start);
        Assert.Contains("Counter uses code that was compiled in a cell", refusal.Message);

        AppContext.SetData(ShippedProgram.CellAssemblies, (Func<Assembly, byte[]?>)(assembly => assembly == copy ? image : null));
        try
        {
            await Start();
        }
        finally
        {
            AppContext.SetData(ShippedProgram.CellAssemblies, null);
            await Cluster.StopAllAsync();
        }
    }

    public sealed class Fragile(string way) : Protocol<Fragile.State, string>
    {
        public sealed record State;

        public override State Start(NodeId self, Effects<string> effects)
        {
            switch (way)
            {
                case "throw":
                    throw new InvalidOperationException("no good beginning");
                case "exit":
                    Console.WriteLine("on its way out");
                    Console.Error.WriteLine("last words");
                    Environment.Exit(3);
                    break;
                case "odd":
                    effects.Output(7);
                    effects.Output(new Strange());
                    effects.Output(("pair", 2));
                    break;
            }
            return new();
        }

        public override State OnMessage(State state, NodeId self, NodeId from, string message, Effects<string> effects) => state;

        private sealed class Strange
        {
            public Task Task { get; } = Task.CompletedTask;

            public override string ToString() => typeof(Stream).ToString();
        }
    }

    private sealed class OfCode(Func<int> rule) : Protocol<string, string>
    {
        public override string Start(NodeId self, Effects<string> effects) => rule().ToString();

        public override string OnMessage(string state, NodeId self, NodeId from, string message, Effects<string> effects) => state;
    }
}
