using System.CommandLine;
using System.Text;
using DistLab.Systems.Maelstrom;

namespace DistLab.Cli;

/// <summary><c>distlab maelstrom</c>: is a node under Maelstrom's workbench.</summary>
internal static class MaelstromCommand
{
    /// <summary>The command for the parser.</summary>
    public static Command Create(CliContext context)
    {
        var workload = new Argument<string>("workload") { Description = $"One of {string.Join(", ", MaelstromProgram.Workloads)}" };
        var folder = new Option<string?>("--folder") { HelpName = "folder", Description = "Where durable state is kept, so that a node that is started again remembers it" };
        var command = new Command(
            "maelstrom",
            "Be a node that Jepsen's workbench Maelstrom starts and tests: lines of JSON on standard input and output. "
            + "The stores (lin-kv, txn-list-append) keep their data on the first node only: they are linearizable, but stand still without it. "
            + "lin-kv-raft is lin-kv from a store that Raft replicates to all nodes; give it a folder if nodes are to be killed.")
        {
            workload, folder,
        };
        command.SetAction(async (parsed, _) =>
        {
            var name = parsed.GetValue(workload)!;
            if (!MaelstromProgram.Workloads.Contains(name))
                throw new UsageException($"There is no protocol for the workload '{name}'. There are: {string.Join(", ", MaelstromProgram.Workloads)}.");
            // Standard output is for messages only; whatever else is printed must not get there.
            var output = new StreamWriter(Console.OpenStandardOutput(), bufferSize: 64 * 1024);
            Console.SetOut(Console.Error);
            using var input = new StreamReader(Console.OpenStandardInput(), Encoding.UTF8);
            await MaelstromProgram.RunAsync(name, parsed.GetValue(folder) is { } kept ? context.Full(kept) : null, input, output, context.Error);
            return ExitCode.Success;
        });
        return command;
    }
}
