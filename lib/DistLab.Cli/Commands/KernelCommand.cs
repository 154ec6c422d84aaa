using System.CommandLine;
using DistLab.Kernel;

namespace DistLab.Cli;

/// <summary><c>distlab kernel</c>: brings the kernel to Jupyter and VS Code.</summary>
internal static class KernelCommand
{
    /// <summary>The command for the parser.</summary>
    public static Command Create(CliContext context) => new(
        "kernel", "The Jupyter kernel: C# cells in VS Code, JupyterLab and Notebook.")
    {
        Install(context),
        Uninstall(context),
        Run(context),
    };

    private static Command Install(CliContext context)
    {
        var place = new KernelPlace();
        var replace = new Option<bool>("--replace") { Description = "Also when a kernel of something else has this name" };
        var command = new Command("install", "Install the kernel, or bring the installed one up to date. Kernels that run go on. Notebooks find it by its name.");
        place.AddTo(command);
        command.Options.Add(replace);
        command.SetAction(async (parsed, cancellation) =>
        {
            var installation = place.Of(parsed, context);
            var output = context.Console.Profile.Out.Writer;
            await installation.InstallAsync(folder => PublishAsync(context, folder, cancellation), parsed.GetValue(replace));
            output.WriteLine($"Installed as '{installation.Name}' in {installation.Folder}");
            output.WriteLine($"VS Code and Jupyter list it as: {KernelInstallation.DisplayName}");
            return ExitCode.Success;
        });
        return command;
    }

    private static async Task PublishAsync(CliContext context, string folder, CancellationToken cancellation)
    {
        var output = context.Console.Profile.Out.Writer;
        output.WriteLine("Compiling the kernel ahead of time (half a minute) …");
        var project = Path.Combine(context.ProjectRoot, "lib", "DistLab.Kernel", "DistLab.Kernel.csproj");
        var reason = await KernelProgram.CompileAsync(project, Path.Combine(context.ProjectRoot, "artifacts", "kernel"), folder, cancellation);
        if (reason.Length == 0) return;
        output.WriteLine($"Not compiled ahead of time, so each start takes about half a second longer: {reason}");
        KernelProgram.CopyBuild(folder);
    }

    private static Command Uninstall(CliContext context)
    {
        var place = new KernelPlace();
        var command = new Command("uninstall", "Remove the kernel. A kernel of something else is left alone.");
        place.AddTo(command);
        command.SetAction(parsed =>
        {
            var installation = place.Of(parsed, context);
            var output = context.Console.Profile.Out.Writer;
            output.WriteLine(installation.Uninstall()
                ? $"Removed {installation.Folder}"
                : $"Removed '{installation.Name}', but for the program of a kernel that still runs. Once it has ended, run this command again to delete {installation.Folder}");
            return ExitCode.Success;
        });
        return command;
    }

    private static Command Run(CliContext context)
    {
        var file = new Option<string>("--connection-file")
        {
            HelpName = "file",
            Required = true,
            Description = "The file in which a front end says where to listen",
        };
        var command = new Command("run", "Run the kernel as a front end would, until it is told to end.");
        command.Options.Add(file);
        command.SetAction(async (parsed, cancellation) =>
        {
            var path = context.Full(parsed.GetValue(file)!);
            if (!File.Exists(path)) throw new UsageException($"There is no connection file '{context.Shown(path)}'.");
            return await KernelProgram.RunAsync(path, cancellation);
        });
        return command;
    }
}
