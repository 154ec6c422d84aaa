using System.Text.RegularExpressions;
using DistLab.Cli.Checking;
using DistLab.Kernel;

namespace DistLab.Cli.Tests.Peers;

/// <summary>Jupyter's own programs with our kernel.</summary>
[Collection(Jupyter.Collection)]
public sealed class FrontEndTests(Jupyter jupyter)
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    [Fact]
    public async Task Jupyter_lists_the_kernel()
    {
        jupyter.Require();
        await using var list = jupyter.StartPython("-m", "jupyter", "kernelspec", "list");
        await list.SucceedAsync(Limit);
        Assert.Matches($@"(?m)^\s*\.net-csharp\s+{jupyter.Variables["JUPYTER_DATA_DIR"]}/kernels/\.net-csharp\s*$", list.Said);
    }

    [Fact]
    public async Task Nbclient_executes_every_notebook_with_the_committed_outputs()
    {
        jupyter.Require();
        var target = jupyter.NewFolder();
        await jupyter.RunScriptAsync("execute.py", Limit, [target, .. Jupyter.Notebooks]);
        AssertSame(target, Jupyter.Notebooks);
    }

    [Fact]
    public async Task Nbconvert_executes_the_first_and_the_last_notebook_with_the_committed_outputs()
    {
        jupyter.Require();
        var target = jupyter.NewFolder();
        // It leaves the execution to nbclient, which has executed them all.
        string[] two = [Jupyter.Notebooks[0], Jupyter.Notebooks[^1]];
        await using var convert = jupyter.StartPython(["-m", "nbconvert", "--to", "notebook", "--execute", "--output-dir", target, .. two]);
        await convert.SucceedAsync(Limit);
        await jupyter.AssertNoKernelIsLeftAsync();
        AssertSame(target, two);
    }

    [Fact]
    public async Task A_kernel_that_a_person_starts_serves_a_front_end_until_it_is_told_to_end()
    {
        jupyter.Require();
        var said = await jupyter.RunScriptAsync("connect.py", Limit, Path.Combine(Jupyter.Root, "distlab"), "kernel", "run", "--connection-file");
        Assert.Contains("{'text/plain': '42'}", said);
        Assert.Contains("status 0", said);
    }

    [Fact]
    public async Task A_kernel_that_runs_outlives_installations_over_it()
    {
        jupyter.Require();
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        var said = await jupyter.RunScriptAsync("reinstall.py", Limit, home, Path.Combine(Jupyter.Root, "distlab"), "kernel", "install");
        var programs = Regex.Matches(said, @"program-[0-9a-f]{8}").Select(match => match.Value).ToList();
        Assert.Equal(3, programs.Count);
        Assert.Equal(programs[0], programs[1]);
        Assert.NotEqual(programs[0], programs[2]);
        Assert.Contains("<b>bold</b>", said);
        Assert.Contains("{'text/plain': 'True'}", said);
    }

    private static void AssertSame(string executed, IReadOnlyList<string> notebooks)
    {
        Assert.NotEmpty(notebooks);
        foreach (var path in notebooks)
        {
            var committed = NotebookDocument.Load(path);
            var now = NotebookDocument.Load(Path.Combine(executed, Path.GetFileName(path)));
            Assert.DoesNotContain(now.Cells, cell => cell.Type == CellType.Code && cell.Outputs.Any(output => output.Kind == OutputKind.Error));
            var differences = OutputComparer.Compare(committed, Pages.Run(now));
            Assert.True(differences.Count == 0, $"{Path.GetFileName(path)}:\n{string.Join('\n', differences)}");
            Assert.Equal(Counts(committed), Counts(now));
        }
    }

    private static IEnumerable<int?> Counts(NotebookDocument notebook) => notebook.Cells.Select(cell => cell.ExecutionCount);
}
