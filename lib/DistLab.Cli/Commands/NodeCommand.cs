using System.CommandLine;
using DistLab.Cli.Nodes;
using DistLab.Protocols;
using DistLab.Simulation;
using DistLab.Systems;

namespace DistLab.Cli;

/// <summary><c>distlab node</c>: runs a protocol as real processes of this machine.</summary>
internal static class NodeCommand
{
    /// <summary>The command for the parser.</summary>
    public static Command Create(CliContext context)
    {
        var protocol = new Argument<string>("protocol") { Description = "The name of a protocol's class, such as TokenRingMutex" };
        var library = new Option<string?>("--library") { HelpName = "dll", Description = "The library that declares it; without, DistLab's own" };
        var nodes = new Option<int>("--nodes", "-n") { HelpName = "number", Description = "How many nodes, each a process", DefaultValueFactory = _ => 3 };
        var parameters = new Option<string[]>("-p") { HelpName = "name=value", Description = "A parameter of the protocol", DefaultValueFactory = _ => [] };
        var length = new Option<string?>("--for") { HelpName = "time", Description = "How long it runs, such as 10s; without, until quit or Ctrl+C" };
        var delay = new Option<string?>("--delay") { HelpName = "time", Description = "How long each message takes besides, such as 5ms" };
        var seed = new Option<ulong>("--seed") { HelpName = "number", Description = "What the nodes' choices follow from", DefaultValueFactory = _ => 1 };
        var folder = new Option<string?>("--folder") { HelpName = "folder", Description = "Where durable state is kept for the next run; without, nowhere" };
        var diagram = new Option<string?>("--diagram") { HelpName = "svg", Description = "Where the space-time diagram of the run is written" };
        var command = new Command("node", "Run a protocol as real processes on this machine; kill, pause and cut them off by typing.")
        {
            protocol, library, nodes, parameters, length, delay, seed, folder, diagram,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            var count = parsed.GetValue(nodes);
            if (count is < 1 or > 100)
                throw new UsageException($"--nodes is a number from 1 to 100, not {count}.");
            var type = ProtocolFinder.Find(parsed.GetValue(protocol)!, parsed.GetValue(library) is { } path ? context.Full(path) : null);
            var made = ProtocolFinder.Make(type, new ProtocolParameters(count, parsed.GetValue(parameters) ?? []));
            var options = new ClusterOptions
            {
                Seed = parsed.GetValue(seed),
                Network = parsed.GetValue(delay) is { } each ? (Network)Delay.Constant(ProtocolParameters.ParseDuration("--delay", each)) : null,
                Folder = parsed.GetValue(folder) is { } kept ? context.Full(kept) : null,
                Log = context.Error.WriteLine,
            };
            var (state, message) = ProtocolFinder.TypesOf(type)!.Value;
            var run = (INodeRun)Activator.CreateInstance(typeof(NodeRun<,>).MakeGenericType(state, message), made)!;
            var time = parsed.GetValue(length) is { } text ? ProtocolParameters.ParseDuration("--for", text) : (Duration?)null;
            await run.RunAsync(context, new(count, options, time, parsed.GetValue(diagram) is { } svg ? context.Full(svg) : null, Console.In), cancellation);
            return ExitCode.Success;
        });
        return command;
    }
}
