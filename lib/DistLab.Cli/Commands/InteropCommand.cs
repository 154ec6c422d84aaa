using System.CommandLine;

namespace DistLab.Cli;

/// <summary>
/// <c>distlab interop</c>: builds and tests the library that joins DistLab with Plotly.NET and Microsoft.Data.Analysis, where the
/// package feed holds them; where it does not, says so in one line.
/// </summary>
internal static class InteropCommand
{
    private const string Tests = "lib/DistLab.Interop.Tests/DistLab.Interop.Tests.csproj";

    /// <summary>The command for the parser.</summary>
    public static Command Create(CliContext context)
    {
        var command = new Command(
            "interop",
            "Build and test DistLab.Interop: figures as Plotly.NET charts, tables as Microsoft.Data.Analysis frames. "
            + $"Ends with status {ExitCode.MissingPackage} where the package feed lacks what it needs.");
        command.SetAction(async (_, cancellation) => await RunAsync(context, DotNetTool.RunAsync, cancellation));
        return command;
    }

    /// <summary>Restores, builds and tests; what runs the SDK is given, so that a test can answer in its place.</summary>
    internal static async Task<int> RunAsync(CliContext context, Func<string, IReadOnlyList<string>, CancellationToken, Task<ToolRun>> dotnet, CancellationToken cancellation)
    {
        var output = context.Console.Profile.Out.Writer;
        var project = Path.Combine(context.ProjectRoot, Tests.Replace('/', Path.DirectorySeparatorChar));
        if (!File.Exists(project))
            throw new UsageException($"'{context.Shown(project)}' is not there. Start this command by the script 'distlab' at the project's root.");
        var restored = await dotnet(context.ProjectRoot, ["restore", project], cancellation);
        if (restored.Status != 0)
        {
            if (RestoreText.MissingPackages(restored.Output) is not { Count: > 0 } missing) return Failed(context, "restored", restored);
            output.WriteLine($"DistLab.Interop was not built: the package feed lacks {string.Join(" and ", missing)}. All else works without.");
            return ExitCode.MissingPackage;
        }
        // Release, because that is where a notebook looks for the library.
        var built = await dotnet(context.ProjectRoot, ["build", project, "--no-restore", "--configuration", "Release", "--nologo", "--verbosity", "quiet"], cancellation);
        if (built.Status != 0) return Failed(context, "built", built);
        var tested = await dotnet(context.ProjectRoot, ["test", project, "--no-build", "--configuration", "Release", "--nologo"], cancellation);
        if (tested.Status != 0) return Failed(context, "tested", tested);
        output.WriteLine($"DistLab.Interop is built, and its tests pass{RestoreText.Passed(tested.Output)}. See it in: distlab run notebooks/extras");
        return ExitCode.Success;
    }

    private static int Failed(CliContext context, string what, ToolRun run)
    {
        context.Error.WriteLine(run.Output.Trim());
        context.Error.WriteLine($"distlab: DistLab.Interop could not be {what}: dotnet ended with status {run.Status}.");
        return ExitCode.Failure;
    }
}
