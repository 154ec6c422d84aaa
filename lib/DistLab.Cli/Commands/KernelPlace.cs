using System.CommandLine;
using DistLab.Kernel;

namespace DistLab.Cli;

/// <summary>The arguments that say which kernel is meant.</summary>
internal sealed class KernelPlace
{
    private readonly Option<bool> _user = new("--user") { Description = "Of the user, where VS Code and Jupyter look (the default)" };

    private readonly Option<string> _prefix = new("--prefix")
    {
        HelpName = "folder",
        Description = "Of a Python environment, such as .venv: below its share/jupyter/kernels",
    };

    private readonly Option<string> _name = new("--name")
    {
        HelpName = "name",
        Description = "The kernel's name; the notebooks ask for the default",
        DefaultValueFactory = _ => KernelInstallation.DefaultName,
    };

    /// <summary>Adds them to a command.</summary>
    public void AddTo(Command command)
    {
        command.Options.Add(_user);
        command.Options.Add(_prefix);
        command.Options.Add(_name);
        command.Validators.Add(result =>
        {
            if (result.GetValue(_user) && result.GetResult(_prefix) is { Implicit: false })
                result.AddError("--user and --prefix name two places. Leave one of them out.");
        });
    }

    /// <summary>The kernel that they name.</summary>
    /// <exception cref="KernelInstallException">It cannot be a kernel's name, or the user has no folder.</exception>
    public KernelInstallation Of(ParseResult parsed, CliContext context)
    {
        var kernels = parsed.GetValue(_prefix) is { } prefix ? KernelFolders.Below(context.Full(prefix)) : KernelFolders.OfUser();
        return new KernelInstallation(kernels, parsed.GetValue(_name)!);
    }
}
