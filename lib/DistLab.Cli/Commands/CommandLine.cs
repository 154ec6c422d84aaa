using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using DistLab.Kernel;
using DistLab.Simulation;
using DistLab.Systems;

namespace DistLab.Cli;

/// <summary>The command line: parses, runs the command, and turns whatever happens into a message and a status.</summary>
internal static class CommandLine
{
    /// <summary>Set to 1, an unexpected error is shown in full.</summary>
    public const string DebugVariable = "DISTLAB_DEBUG";

    /// <summary>Runs one command line.</summary>
    public static async Task<int> RunAsync(string[] arguments, CliContext context)
    {
        try
        {
            var root = Root(context);
            var parsed = root.Parse(arguments.Length == 0 ? ["--help"] : arguments);
            if (parsed.Errors.Count > 0 && parsed.Action is not (HelpAction or HelpWithExamples))
            {
                foreach (var message in Mistakes(parsed)) context.Error.WriteLine($"distlab: {message}");
                context.Error.WriteLine($"See: distlab {Words(parsed.CommandResult)}--help");
                return ExitCode.Usage;
            }
            var configuration = new InvocationConfiguration
            {
                EnableDefaultExceptionHandler = false,
                Output = context.Console.Profile.Out.Writer,
                Error = context.Error,
                ProcessTerminationTimeout = TimeSpan.FromSeconds(5),
            };
            return await parsed.InvokeAsync(configuration);
        }
        catch (Exception e) when (e is UsageException or NotebookFormatException or NotebookParameterException or KernelInstallException)
        {
            context.Error.WriteLine($"distlab: {e.Message}");
            return ExitCode.Usage;
        }
        catch (Exception e) when (e is ClusterException or CodecException or ProtocolException)
        {
            context.Error.WriteLine($"distlab: {e.Message}");
            return ExitCode.Failure;
        }
        catch (OperationCanceledException)
        {
            context.Error.WriteLine("distlab: stopped.");
            return ExitCode.Interrupted;
        }
        catch (Exception e)
        {
            var inFull = Environment.GetEnvironmentVariable(DebugVariable) == "1";
            context.Error.WriteLine(inFull ? e.ToString() : $"distlab: unexpected error: {e.Message} (set {DebugVariable}=1 to see where)");
            return ExitCode.Failure;
        }
    }

    // Of a mistyped command the parser also says that none was given, which helps nobody.
    private static IEnumerable<string> Mistakes(ParseResult parsed) =>
        parsed.UnmatchedTokens.Count > 0
            ? parsed.UnmatchedTokens.Select(token => token.StartsWith('-') ? $"There is no option '{token}'." : $"There is no command '{token}'.")
            : parsed.Errors.Select(error => error.Message).Distinct();

    // The words that name a command, each with a space behind it; none for the program itself.
    private static string Words(CommandResult result) => result.Parent is CommandResult parent ? $"{Words(parent)}{result.Command.Name} " : "";

    private static RootCommand Root(CliContext context)
    {
        var root = new RootCommand("DistLab: notebooks on distributed systems, executed and checked.")
        {
            RunCommand.Create(context),
            CheckCommand.Create(context),
            BuildCommand.Create(context),
            KernelCommand.Create(context),
            InteropCommand.Create(context),
            NodeCommand.Create(context),
            MaelstromCommand.Create(context),
        };
        var help = root.Options.OfType<HelpOption>().Single();
        help.Description = "Show what a command does, its options and examples";
        help.Action = new HelpWithExamples((HelpAction)help.Action!);
        var version = root.Options.OfType<VersionOption>().Single();
        version.Description = "Show the version";
        version.Action = new ShowVersion();
        return root;
    }

    private sealed class HelpWithExamples(HelpAction help) : SynchronousCommandLineAction
    {
        public override bool ClearsParseErrors => true;

        public override int Invoke(ParseResult parseResult)
        {
            help.Invoke(parseResult);
            var output = parseResult.InvocationConfiguration.Output;
            output.WriteLine("Examples:");
            foreach (var (example, meaning) in Examples.Of(Words(parseResult.CommandResult).TrimEnd())) output.WriteLine($"  {example,-58} {meaning}");
            return ExitCode.Success;
        }
    }

    private sealed class ShowVersion : SynchronousCommandLineAction
    {
        public override bool ClearsParseErrors => true;

        public override int Invoke(ParseResult parseResult)
        {
            parseResult.InvocationConfiguration.Output.WriteLine($"distlab {typeof(CommandLine).Assembly.GetName().Version?.ToString(3)}");
            return ExitCode.Success;
        }
    }
}
