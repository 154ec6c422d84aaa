using DistLab.Notebooks;
using DistLab.Protocols;
using DistLab.Systems;

namespace DistLab.Cli.Nodes;

/// <summary>What a run of a cluster from the command line is given.</summary>
/// <param name="Nodes">How many nodes there are.</param>
/// <param name="Options">The cluster's options.</param>
/// <param name="Length">How long it runs; null until it is told to end.</param>
/// <param name="Diagram">Where its diagram goes at the end; null for nowhere.</param>
/// <param name="Input">Where commands come from.</param>
internal sealed record NodeRunOptions(int Nodes, ClusterOptions Options, Duration? Length, string? Diagram, TextReader Input);

/// <summary>A run of a cluster from the command line, whatever the types of its protocol.</summary>
internal interface INodeRun
{
    /// <summary>Runs to the end.</summary>
    Task RunAsync(CliContext context, NodeRunOptions options, CancellationToken cancellation);
}

/// <summary>A run of a cluster from the command line: outputs come as they are made, commands are typed.</summary>
internal sealed class NodeRun<TState, TMessage>(Protocol<TState, TMessage> protocol) : INodeRun
    where TState : class
    where TMessage : class
{
    private const string Help = "Commands: kill P1, restart P1, pause P1, resume P1, cut P0 P1, heal, state P1, nodes, quit";

    public async Task RunAsync(CliContext context, NodeRunOptions options, CancellationToken cancellation)
    {
        var output = TextWriter.Synchronized(context.Console.Profile.Out.Writer);
        await using var cluster = await Cluster.StartAsync(protocol, options.Nodes, options.Options, cancellation);
        output.WriteLine($"{options.Nodes} nodes of {protocol.GetType().Name} are up after {Duration.FromMilliseconds(Math.Round(cluster.StartedIn.Milliseconds))}: {cluster}");
        output.WriteLine(Help);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        if (options.Length is { } length)
            end.CancelAfter(TimeSpan.FromSeconds(length.Seconds));
        // Reading a console cannot be ended: this thread ends with the process.
        new Thread(() => Listen(cluster, options.Input, output, end)) { IsBackground = true, Name = "commands" }.Start();
        try
        {
            await foreach (var next in cluster.ReadOutputsAsync(end.Token))
                output.WriteLine(next);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            // The time is over, or somebody said quit.
        }
        output.WriteLine($"{cluster.Outputs.Count} outputs, {cluster.Trace.Recorded} rows of trace.");
        if (options.Diagram is { } diagram)
            cluster.Diagram().Save(diagram);
    }

    private static void Listen(Cluster<TState, TMessage> cluster, TextReader input, TextWriter output, CancellationTokenSource end)
    {
        while (input.ReadLine() is { } line)
        {
            try
            {
                var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
                if (words is ["quit" or "exit"])
                {
                    end.Cancel();
                    return;
                }
                output.WriteLine(DoAsync(cluster, words).GetAwaiter().GetResult());
            }
            catch (Exception e) when (e is ClusterException or InvalidOperationException or ArgumentException or PlatformNotSupportedException)
            {
                output.WriteLine(e.Message);
            }
        }
    }

    private static async Task<string> DoAsync(Cluster<TState, TMessage> cluster, string[] words)
    {
        switch (words)
        {
            case ["kill", var node]:
                await cluster.KillAsync(Node(node));
                break;
            case ["restart", var node]:
                await cluster.RestartAsync(Node(node));
                break;
            case ["pause", var node]:
                await cluster.PauseAsync(Node(node));
                break;
            case ["resume", var node]:
                await cluster.ResumeAsync(Node(node));
                break;
            case ["cut", var one, var other]:
                cluster.Cut(Node(one), Node(other));
                return $"cut between {Node(one)} and {Node(other)}";
            case ["heal"]:
                cluster.Heal();
                return "all links are whole";
            case ["state", var node]:
                return await cluster.StateTextAsync(Node(node));
            case ["nodes"]:
                break;
            case []:
                return "";
            default:
                return Help;
        }
        return cluster.ToString();
    }

    private static NodeId Node(string word) => int.TryParse(word.TrimStart('P', 'p'), out var index)
        ? index
        : throw new ArgumentException($"A node is P0, P1, …, not '{word}'.");
}
