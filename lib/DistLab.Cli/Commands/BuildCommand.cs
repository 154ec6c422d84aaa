using System.CommandLine;

namespace DistLab.Cli;

/// <summary><c>distlab build</c>: the launcher has built before this program starts; here the user hears so.</summary>
internal static class BuildCommand
{
    /// <summary>Where a notebook's first cell finds the library, below the project's root.</summary>
    public const string Library = "lib/DistLab.Notebooks/bin/Release/net10.0/DistLab.Notebooks.dll";

    /// <summary>The command for the parser.</summary>
    public static Command Create(CliContext context)
    {
        var command = new Command("build", "Build the library that the notebooks load, and say where it is.");
        command.SetAction(_ =>
        {
            var library = Path.Combine(context.ProjectRoot, Library.Replace('/', Path.DirectorySeparatorChar));
            var output = context.Console.Profile.Out.Writer;
            if (!File.Exists(library))
            {
                context.Error.WriteLine($"distlab: '{library}' is not there. Start this command by the script 'distlab' at the project's root, which builds it.");
                return ExitCode.Failure;
            }
            output.WriteLine("The build is current. The notebooks load:");
            output.WriteLine(library);
            output.WriteLine(Interactive.PlotlyFile is null ? Interactive.WhyNot : "Figures can be made interactive: plotly.js is there.");
            return ExitCode.Success;
        });
        return command;
    }
}
