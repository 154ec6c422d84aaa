using Spectre.Console;

namespace DistLab.Cli.Tests;

/// <summary>One command line, run in this process as the program runs it, with what it wrote.</summary>
internal sealed record CliRun(int Status, string Output, string Error)
{
    public static async Task<CliRun> OfAsync(TempFolder project, params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(output),
        });
        console.Profile.Width = 140;
        var status = await CommandLine.RunAsync(arguments, new CliContext(project.Path, project.Path, console, error));
        return new CliRun(status, output.ToString(), error.ToString());
    }
}
