using System.Diagnostics;
using System.Text.Json.Nodes;

namespace DistLab.Cli.Tests;

public sealed class KernelCommandTests : IDisposable
{
    private readonly TempFolder _project = new();

    public void Dispose() => _project.Dispose();

    [Fact]
    public async Task Where_the_kernel_cannot_be_compiled_ahead_of_time_its_build_is_installed_and_starts()
    {
        var run = await CliRun.OfAsync(_project, "kernel", "install", "--prefix", "env");
        Assert.Equal("", run.Error);
        Assert.Equal(ExitCode.Success, run.Status);
        Assert.Contains("Not compiled ahead of time", run.Output);
        var folder = _project.At("env", "share", "jupyter", "kernels", ".net-csharp");
        Assert.Contains($"Installed as '.net-csharp' in {folder}", run.Output);

        var argv = JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "kernel.json")))!["argv"]!.AsArray();
        using var program = Process.Start(new ProcessStartInfo((string)argv[0]!, [(string)argv[1]!]) { RedirectStandardError = true })!;
        Assert.Contains("distlab", await program.StandardError.ReadToEndAsync());
        await program.WaitForExitAsync();
        Assert.Equal(2, program.ExitCode);

        Assert.Contains($"Removed {folder}", (await CliRun.OfAsync(_project, "kernel", "uninstall", "--prefix", "env")).Output);
        Assert.False(Path.Exists(folder));
    }

    [Fact]
    public async Task A_kernel_of_something_else_is_named_with_the_way_out()
    {
        var specification = _project.Write("env/share/jupyter/kernels/csharp/kernel.json", """{"argv": ["other"]}""");
        var run = await CliRun.OfAsync(_project, "kernel", "install", "--prefix", "env", "--name", "csharp");
        Assert.Equal(ExitCode.Usage, run.Status);
        Assert.Contains("--replace", run.Error);
        Assert.Equal("""{"argv": ["other"]}""", File.ReadAllText(specification));
        Assert.Equal(ExitCode.Success, (await CliRun.OfAsync(_project, "kernel", "install", "--prefix", "env", "--name", "csharp", "--replace")).Status);
        Assert.Contains("DistLab", File.ReadAllText(specification));
    }

    [Theory]
    [InlineData("There is no option '--all'", "See: distlab kernel install --help", "install", "--all")]
    [InlineData("Leave one of them out", "See: distlab kernel install --help", "install", "--user", "--prefix", "x")]
    [InlineData("cannot be a kernel's name", "", "install", "--prefix", "x", "--name", "a b")]
    [InlineData("There is no kernel 'x'", "", "uninstall", "--prefix", "x", "--name", "x")]
    [InlineData("There is no connection file 'none.json'", "", "run", "--connection-file", "none.json")]
    [InlineData("--connection-file", "See: distlab kernel run --help", "run")]
    public async Task A_mistake_ends_with_status_2_and_one_sentence_and_installs_nothing(string expected, string advice, params string[] arguments)
    {
        var run = await CliRun.OfAsync(_project, ["kernel", .. arguments]);
        Assert.Equal(ExitCode.Usage, run.Status);
        Assert.Contains(expected, run.Error);
        Assert.Contains(advice, run.Error);
        Assert.DoesNotContain("   at ", run.Error);
        Assert.Empty(Directory.GetFileSystemEntries(_project.Path));
    }

    [Fact]
    public async Task A_prefix_that_cannot_be_written_is_named()
    {
        _project.Write("env", "a file");
        var run = await CliRun.OfAsync(_project, "kernel", "install", "--prefix", "env");
        Assert.Equal(ExitCode.Usage, run.Status);
        Assert.Contains("cannot be installed in '" + _project.At("env"), run.Error);
    }

    [Theory]
    [InlineData("distlab kernel install --replace", "kernel", "install")]
    [InlineData("distlab kernel uninstall", "kernel", "uninstall")]
    [InlineData("distlab kernel run --connection-file", "kernel", "run")]
    [InlineData("distlab kernel install", "kernel")]
    public async Task Help_has_examples_of_the_command_itself(string expected, params string[] command)
    {
        var run = await CliRun.OfAsync(_project, [.. command, "--help"]);
        Assert.Equal(ExitCode.Success, run.Status);
        Assert.Contains(expected, run.Output[run.Output.IndexOf("Examples:", StringComparison.Ordinal)..]);
    }
}
