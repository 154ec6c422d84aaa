namespace DistLab.Kernel.Tests;

public sealed class ParameterTests
{
    private static readonly NotebookDocument Notebook = Notebooks.OfTagged(
        ("using System.IO;", []),
        ("""
         int nodes = 10; // how many
         double loss = -0.5, rate = 2;
         var name = "ring";
         bool fast = true;
         var pause = TimeSpan.FromSeconds(1);
         var big = 5L;
         var list = new List<int> { 1 };
         const int Fixed = 1;
         """, ["parameters"]),
        ("$\"{nodes} {loss} {rate} {name} {fast} {pause} {big} {list.Count}\"", []));

    [Fact]
    public void The_parameters_are_the_variables_of_the_tagged_cell()
    {
        Assert.Equal(
            ["nodes int 10", "loss double -0.5", "rate double 2", "name string \"ring\"", "fast bool true", "pause TimeSpan TimeSpan.FromSeconds(1)", "big long 5L", "list List<int> new List<int> { 1 }"],
            NotebookParameters.Of(Notebook).Select(p => $"{p.Name} {p.Type} {p.Default}"));
        Assert.Empty(NotebookParameters.Of(Notebooks.Of("int x = 1;")));
    }

    [Fact]
    public async Task Given_values_are_assigned_in_a_cell_after_it_by_the_types_of_the_variables()
    {
        var run = await RunAsync(
            ("nodes", "-3"), ("loss", "1e-3"), ("rate", "7"), ("name", "a \"b\" \\"), ("fast", "False"), ("pause", "00:00:02"), ("big", "9000000000"), ("list", "new List<int>()"));
        Assert.Equal(RunVerdict.Succeeded, run.Verdict);
        Assert.Equal("-3 0.001 7 a \"b\" \\ False 00:00:02 9000000000 0", run.Text(3));
        Assert.True(run.Document.Cells[2].HasTag("injected-parameters"));
        Assert.StartsWith("nodes = -3;\nloss = 0.001d;\n", run.Document.Cells[2].Source);
    }

    [Fact]
    public async Task An_earlier_injected_cell_is_replaced()
    {
        var first = await RunAsync(("nodes", "3"));
        var second = await Notebooks.RunAsync(first.Document, new RunOptions { Parameters = new Dictionary<string, string> { ["nodes"] = "4" } });
        Assert.Equal(4, second.Document.Cells.Count);
        Assert.StartsWith("4 ", second.Text(3));
    }

    [Theory]
    [InlineData("speed", "1", "test.ipynb: the notebook has no parameter speed. It has: nodes = 10, loss = -0.5, rate = 2, name = \"ring\", fast = true")]
    [InlineData("nodes", "many", "test.ipynb: the parameter nodes is of type int; \"many\" is none. In the notebook it is 10.")]
    [InlineData("nodes", "1.5", "is of type int")]
    [InlineData("fast", "yes", "is of type bool")]
    [InlineData("list", "new (", "is of type List<int>")]
    [InlineData("Fixed", "2", "has no parameter Fixed")]
    public async Task A_parameter_that_does_not_fit_is_refused_before_anything_runs(string name, string value, string message)
    {
        var error = await Assert.ThrowsAsync<NotebookParameterException>(() => RunAsync((name, value)));
        Assert.Contains(message, error.Message);
    }

    [Fact]
    public async Task A_notebook_without_a_parameters_cell_says_so()
    {
        var options = new RunOptions { Parameters = new Dictionary<string, string> { ["x"] = "1" } };
        var error = await Assert.ThrowsAsync<NotebookParameterException>(() => Notebooks.RunAsync(Notebooks.Of("int x = 1;"), options));
        Assert.Equal("test.ipynb: the notebook has no parameter x: it has no cell tagged \"parameters\" that declares variables.", error.Message);
    }

    private static Task<NotebookRun> RunAsync(params (string Name, string Value)[] values) =>
        Notebooks.RunAsync(Notebook, new RunOptions { Parameters = values.ToDictionary(v => v.Name, v => v.Value) });
}
