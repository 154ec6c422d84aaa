namespace DistLab.Cli.Tests;

public sealed class RunCommandTests : IDisposable
{
    private readonly TempFolder _project = new();

    public void Dispose() => _project.Dispose();

    [Fact]
    public async Task Notebooks_that_succeed_and_fail_leave_copies_pages_an_index_and_status_1()
    {
        var good = _project.Write("notebooks/01-good.ipynb", new NotebookBuilder().Text("# Good").Code("Console.WriteLine(6 * 7);").ToString());
        var bad = _project.Write("notebooks/02-bad.ipynb", new NotebookBuilder().Text("# Bad").Code("1").Code("// two\nint.Parse(\"x\");").Code("3").ToString());
        var before = (File.ReadAllText(good), File.ReadAllText(bad));

        var run = await CliRun.OfAsync(_project, "run");

        Assert.Equal(ExitCode.Failure, run.Status);
        Assert.Contains("01-good: succeeded", run.Output);
        Assert.Matches(@"02-bad: failed in cell 2 after .*: cell 2, line 2: .*FormatException", run.Output);
        Assert.Matches(@"02-bad +2 of 3 +[\d.]+ +✗ failed in cell 2", run.Output);
        Assert.Equal(before, (File.ReadAllText(good), File.ReadAllText(bad)));
        Assert.Contains("42", File.ReadAllText(_project.At("out", "01-good.ipynb")));
        Assert.Contains("<pre class=\"stdout\" tabindex=\"0\">42", File.ReadAllText(_project.At("out", "01-good.html")));
        Assert.Equal(2, Pages.Parse(File.ReadAllText(_project.At("out", "index.html"))).QuerySelectorAll(".chapters > li").Length);
        Assert.DoesNotContain(Directory.EnumerateFiles(_project.At("out")), file => file.EndsWith(".tmp", StringComparison.Ordinal));
    }

    [Fact]
    public async Task In_place_stores_only_what_succeeded()
    {
        var good = _project.Write("good.ipynb", new NotebookBuilder().Code("6 * 7").ToString());
        var bad = _project.Write("bad.ipynb", new NotebookBuilder().Code("undefined").ToString());
        var badBefore = File.ReadAllText(bad);

        var run = await CliRun.OfAsync(_project, "run", "good.ipynb", "bad.ipynb", "--in-place", "--out", "site");

        Assert.Equal(ExitCode.Failure, run.Status);
        Assert.Contains("\"42\"", File.ReadAllText(good));
        Assert.Equal(badBefore, File.ReadAllText(bad));
        Assert.Contains("Stored in place: 1 of 2 notebooks. Left as they were, because they failed: bad.", run.Output);
        Assert.True(File.Exists(_project.At("site", "index.html")));
    }

    [Fact]
    public async Task A_parameter_goes_to_the_notebooks_that_have_it()
    {
        _project.Write("notebooks/a.ipynb", new NotebookBuilder().Tagged("parameters", "int seed = 1;").Code("seed * 10").ToString());
        _project.Write("notebooks/b.ipynb", new NotebookBuilder().Code("\"none\"").ToString());

        var run = await CliRun.OfAsync(_project, "run", "-p", "seed=7");

        Assert.Equal(ExitCode.Success, run.Status);
        Assert.Contains(">70</pre>", File.ReadAllText(_project.At("out", "a.html")));
    }

    [Fact]
    public async Task A_cell_that_loops_is_stopped_at_the_limit()
    {
        _project.Write("notebooks/loop.ipynb", new NotebookBuilder().Code("Console.WriteLine(\"before\");").Code("while (true) { }").ToString());
        var run = await CliRun.OfAsync(_project, "run", "--timeout", "8");
        Assert.Equal(ExitCode.Failure, run.Status);
        Assert.Contains("timed out in cell 2", run.Output);
        Assert.Contains("before", File.ReadAllText(_project.At("out", "loop.html")));
    }

    [Fact]
    public async Task What_was_stored_in_place_reproduces_until_an_output_is_changed()
    {
        var path = _project.Write("notebooks/a.ipynb", new NotebookBuilder()
            .Code("Console.WriteLine(\"first\"); Console.WriteLine(\"answer 42\");").Tagged("timing", "Environment.TickCount64").Code("#!time\n6 * 7").ToString());
        var fresh = await CliRun.OfAsync(_project, "check");
        Assert.Equal(ExitCode.Failure, fresh.Status);
        Assert.Contains("never executed", fresh.Output);
        Assert.Contains("distlab run --in-place", fresh.Output);

        Assert.Equal(ExitCode.Success, (await CliRun.OfAsync(_project, "run", "--in-place")).Status);
        var same = await CliRun.OfAsync(_project, "check");
        Assert.Equal(ExitCode.Success, same.Status);
        Assert.Matches(@"a +\d+ +[\d.]+ +✓ same", same.Output);

        var planted = File.ReadAllText(path).Replace("answer 42\\n\"", "answer 41\\n\"");
        File.WriteAllText(path, planted);
        var differs = await CliRun.OfAsync(_project, "check");
        Assert.Equal(ExitCode.Failure, differs.Status);
        Assert.Contains(string.Join(Environment.NewLine, "  cell 1, output 1: stdout, line 2", "    - answer 41", "    + answer 42"), differs.Output);
        Assert.Contains("1 output differs", differs.Output);
        Assert.Equal(planted, File.ReadAllText(path));
    }
}
