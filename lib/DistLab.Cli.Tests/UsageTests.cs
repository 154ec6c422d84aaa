namespace DistLab.Cli.Tests;

public sealed class UsageTests : IDisposable
{
    private readonly TempFolder _project = new();

    public UsageTests()
    {
        _project.Write("a.ipynb", new NotebookBuilder().Tagged("parameters", "int seed = 1;").Code("seed").ToString());
        _project.Write("more/a.ipynb", new NotebookBuilder().Code("1").ToString());
        _project.Write("more/index.ipynb", new NotebookBuilder().Code("1").ToString());
        _project.Write("old.ipynb", """{"nbformat": 3, "worksheets": []}""");
        _project.Write("broken.ipynb", "{\n \"cells\": [\n}");
        _project.Write("text.txt", "text");
        Directory.CreateDirectory(_project.At("empty"));
    }

    public void Dispose() => _project.Dispose();

    [Theory]
    [InlineData("There is no command 'rum'", "rum")]
    [InlineData("There is no option '--colour'", "run", "--colour")]
    [InlineData("There is no option '--out'", "check", "a.ipynb", "--out", "x")]
    [InlineData("There is no notebook or folder 'none.ipynb'", "run", "none.ipynb")]
    [InlineData("There is no notebook or folder 'notebooks'", "run")]
    [InlineData("'text.txt' is not a notebook", "run", "text.txt")]
    [InlineData("The folder 'empty' holds no notebooks", "check", "empty")]
    [InlineData("old.ipynb: this notebook has the old format 3", "run", "old.ipynb")]
    [InlineData("broken.ipynb, line 3", "check", "broken.ipynb")]
    [InlineData("-p takes name=value, such as -p seed=7, not 'seed'", "run", "a.ipynb", "-p", "seed")]
    [InlineData("'seed' is given twice", "run", "a.ipynb", "-p", "seed=1", "seed=2")]
    [InlineData("has no parameter sed", "run", "a.ipynb", "-p", "sed=1")]
    [InlineData("seed is of type int", "run", "a.ipynb", "-p", "seed=many")]
    [InlineData("None of the 2 notebooks has a parameter 'sed'", "run", "a.ipynb", "more/index.ipynb", "-p", "sed=1")]
    [InlineData("cannot be used together with -p", "run", "a.ipynb", "-p", "seed=1", "--in-place")]
    [InlineData("--timeout is a number of seconds above 0, not '0'", "run", "a.ipynb", "--timeout", "0")]
    [InlineData("--timeout is a number of seconds above 0, not 'NaN'", "check", "--timeout", "NaN")]
    [InlineData("--jobs is a whole number above 0, not '-1'", "run", "a.ipynb", "--jobs", "-1")]
    [InlineData("cannot be written: ", "run", "a.ipynb", "--out", "text.txt/out")]
    [InlineData("text.txt' is a file", "run", "a.ipynb", "--out", "text.txt")]
    [InlineData("would have the same page", "run", "a.ipynb", "more/a.ipynb")]
    [InlineData("the same page as the list of chapters", "run", "more/index.ipynb")]
    [InlineData("would replace the notebook itself", "run", "a.ipynb", "--out", ".")]
    public async Task A_mistake_ends_with_status_2_and_one_sentence_and_runs_nothing(string expected, params string[] arguments)
    {
        var run = await CliRun.OfAsync(_project, arguments);
        Assert.Equal(ExitCode.Usage, run.Status);
        Assert.Contains(expected, run.Error);
        Assert.DoesNotContain("   at ", run.Error);
        Assert.Empty(run.Output);
        Assert.False(Directory.Exists(_project.At("out")));
    }

    [Fact]
    public async Task All_files_that_are_no_notebooks_are_named_at_once()
    {
        var run = await CliRun.OfAsync(_project, "run", "old.ipynb", "broken.ipynb");
        Assert.Equal(2, run.Error.Split("distlab: ").Length - 1);
    }

    [Theory]
    [InlineData("distlab check")]
    [InlineData("distlab run --in-place", "run")]
    [InlineData("timing", "check")]
    [InlineData("distlab build", "build")]
    public async Task Help_has_examples_and_status_0(string expected, params string[] command)
    {
        var run = await CliRun.OfAsync(_project, [.. command, "--help"]);
        Assert.Equal(ExitCode.Success, run.Status);
        Assert.Contains("Examples:", run.Output);
        Assert.Contains(expected, run.Output);
        Assert.Empty(run.Error);
    }

    [Fact]
    public async Task Without_arguments_help_is_shown() =>
        Assert.Contains("Usage:", (await CliRun.OfAsync(_project)).Output);

    [Fact]
    public async Task The_version_is_one_line() =>
        Assert.Matches(@"^distlab \d+\.\d+\.\d+\s*$", (await CliRun.OfAsync(_project, "--version")).Output);

    [Fact]
    public async Task Build_says_where_the_library_is_or_that_it_is_not()
    {
        Assert.Equal(ExitCode.Failure, (await CliRun.OfAsync(_project, "build")).Status);
        var library = _project.Write(BuildCommand.Library, "");
        var run = await CliRun.OfAsync(_project, "build");
        Assert.Equal(ExitCode.Success, run.Status);
        Assert.Contains(library, run.Output);
    }
}
