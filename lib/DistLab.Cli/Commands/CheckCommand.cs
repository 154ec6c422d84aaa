using System.CommandLine;
using DistLab.Cli.Checking;
using Spectre.Console;

namespace DistLab.Cli;

/// <summary><c>distlab check</c>: executes notebooks anew and compares with the outputs that they hold.</summary>
internal static class CheckCommand
{
    /// <summary>The command for the parser.</summary>
    public static Command Create(CliContext context)
    {
        var shared = new SharedOptions();
        var command = new Command(
            "check",
            "Execute notebooks anew and say which outputs differ from those they hold. Nothing is written. "
            + "Of a cell tagged 'timing', and of what #!time prints, only the presence is compared.");
        shared.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            var batch = shared.BatchOf(parsed, context, parsed.GetValue(shared.Notebooks) ?? []);
            var results = await batch.RunAsync(context, CheckResult.Of, cancellation);
            Report(context, results);
            return results.All(result => result.IsSame) ? ExitCode.Success : ExitCode.Failure;
        });
        return command;
    }

    private static void Report(CliContext context, IReadOnlyList<CheckResult> results)
    {
        var output = context.Console.Profile.Out.Writer;
        foreach (var result in results.Where(result => !result.IsSame))
        {
            output.WriteLine();
            output.WriteLine($"{context.Shown(result.Job.Path)}: {result.Verdict}");
            if (!result.WasExecuted)
                output.WriteLine($"  It holds no outputs to compare with. Store them with: distlab run --in-place {context.Shown(result.Job.Path)}");
            if (result.Run.Message.Length > 0) output.WriteLine($"  {result.Run.Message}");
            foreach (var difference in result.Differences) output.WriteLine(difference.ToString());
        }
        var table = RunTable.Frame("notebook", "outputs", "seconds", "verdict");
        foreach (var result in results)
        {
            table.AddRow(
                new Text(result.Job.Name),
                new Text($"{result.Compared}"),
                new Text(FormattableString.Invariant($"{result.Run.Seconds:0.0}")),
                RunTable.Verdict(result.IsSame, result.Verdict));
        }
        context.Console.Write(table);
    }
}
