using Spectre.Console;

namespace DistLab.Cli.Tests;

public sealed class InteropCommandTests : IDisposable
{
    private const string Project = "lib/DistLab.Interop.Tests/DistLab.Interop.Tests.csproj";

    private readonly TempFolder _folder = new();
    private readonly List<string> _asked = [];

    public void Dispose() => _folder.Dispose();

    private async Task<CliRun> RunAsync(params ToolRun[] answers)
    {
        _folder.Write(Project, "<Project/>");
        using var output = new StringWriter();
        using var error = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, Interactive = InteractionSupport.No, Out = new AnsiConsoleOutput(output) });
        var next = new Queue<ToolRun>(answers);
        var status = await InteropCommand.RunAsync(new CliContext(_folder.Path, _folder.Path, console, error), (_, arguments, _) =>
        {
            _asked.Add(arguments[0]);
            return Task.FromResult(next.Dequeue());
        }, CancellationToken.None);
        return new CliRun(status, output.ToString(), error.ToString());
    }

    [Fact]
    public async Task What_the_feed_lacks_is_named_in_one_line_with_a_status_of_its_own()
    {
        var run = await RunAsync(new ToolRun(1, """
              Restored /p/DistLab.Core.csproj (in 1 ms).
            /p/DistLab.Interop.csproj : error NU1101: Unable to find package Plotly.NET. No packages exist with this id in source(s): feed
            /p/DistLab.Interop.csproj : error NU1102: Unable to find package Microsoft.Data.Analysis with version (>= 0.23.0)
                - Found 3 version(s) in feed [ Nearest version: 0.22.1 ]
            /p/DistLab.Interop.Tests.csproj : error NU1101: Unable to find package Plotly.NET. No packages exist with this id in source(s): feed
            """));
        Assert.Equal(3, run.Status);
        Assert.Equal($"DistLab.Interop was not built: the package feed lacks Microsoft.Data.Analysis 0.23.0 and Plotly.NET. All else works without.{Environment.NewLine}", run.Output);
        Assert.Equal("", run.Error);
        Assert.Equal(["restore"], _asked);
    }

    [Theory]
    [InlineData("error NU1301: Unable to load the service index for source https://feed/index.json.")]
    [InlineData("error NU1101: Unable to find package A.B. No packages exist\n/p.csproj : error NU1605: Detected package downgrade: C")]
    [InlineData("something else")]
    public async Task Another_failure_to_restore_is_not_taken_for_a_missing_package(string output)
    {
        var run = await RunAsync(new ToolRun(1, output));
        Assert.Equal(1, run.Status);
        Assert.Contains(output, run.Error);
        Assert.EndsWith($"could not be restored: dotnet ended with status 1.{Environment.NewLine}", run.Error);
    }

    [Fact]
    public async Task A_build_or_a_test_that_fails_is_shown()
    {
        var built = await RunAsync(new ToolRun(0, ""), new ToolRun(1, "error CS1002: ; expected"));
        Assert.Equal(1, built.Status);
        Assert.Contains("CS1002", built.Error);
        var tested = await RunAsync(new ToolRun(0, ""), new ToolRun(0, ""), new ToolRun(1, "Failed!  - Failed: 1"));
        Assert.Equal(1, tested.Status);
        Assert.Contains("could not be tested", tested.Error);
    }

    [Fact]
    public async Task Where_all_is_there_it_is_restored_built_and_tested()
    {
        var run = await RunAsync(new ToolRun(0, ""), new ToolRun(0, ""), new ToolRun(0, "Passed!  - Failed:     0, Passed:    21, Skipped:     0, Total:    21"));
        Assert.Equal((0, ""), (run.Status, run.Error));
        Assert.StartsWith("DistLab.Interop is built, and its tests pass (21).", run.Output);
        Assert.Equal(["restore", "build", "test"], _asked);
    }

    [Fact]
    public async Task A_folder_without_the_project_is_a_mistake_of_the_user()
    {
        using var empty = new TempFolder();
        var run = await CliRun.OfAsync(empty, "interop");
        Assert.Equal(2, run.Status);
        Assert.Contains("is not there", run.Error);
    }

    [Fact]
    public async Task A_tool_that_fails_tells_its_status_and_all_that_it_said()
    {
        var run = await DotNetTool.RunAsync(_folder.Path, ["no-such-command-of-dotnet"], CancellationToken.None);
        Assert.NotEqual(0, run.Status);
        Assert.Contains("no-such-command-of-dotnet", run.Output);
    }

    [Fact]
    public void Without_arguments_the_extras_are_left_out_and_by_name_they_are_not()
    {
        var notebook = new NotebookBuilder().Code("1 + 1").ToString();
        _folder.Write("notebooks/01-a.ipynb", notebook);
        _folder.Write("notebooks/part/02-b.ipynb", notebook);
        _folder.Write("notebooks/extras/c.ipynb", notebook);
        static IEnumerable<string> Names(CliContext context, params string[] arguments) => NotebookFiles.Load(context, arguments).Select(job => job.Name);
        var context = new CliContext(_folder.Path, _folder.Path, AnsiConsole.Console, TextWriter.Null);
        Assert.Equal(["01-a", "02-b"], Names(context));
        Assert.Equal(["c"], Names(context, "notebooks/extras"));
        Assert.Contains("c", Names(context, "notebooks"));
    }
}
