using System.Globalization;
using System.Text.RegularExpressions;
using DistLab.Kernel;

namespace DistLab.Cli.Tests.Peers;

/// <summary>Large outputs, as a front end receives them, and what many cells leave in memory.</summary>
[Collection(Jupyter.Collection)]
public sealed class LoadTests(Jupyter jupyter)
{
    [Fact]
    public async Task Two_thousand_displays_fifty_thousand_lines_and_a_line_of_8_MB_arrive_whole_and_in_order()
    {
        jupyter.Require();
        var path = Path.Combine(jupyter.NewFolder(), "flood.ipynb");
        await jupyter.RunScriptAsync("flood.py", TimeSpan.FromMinutes(2), path);
        var cells = NotebookDocument.Load(path).Cells;

        Assert.Equal(Numbers(2_000), cells[0].Outputs.Select(output => output.Text));
        Assert.All(cells[0].Outputs, output => Assert.Equal(OutputKind.DisplayData, output.Kind));
        Assert.Equal(string.Concat(Numbers(50_000).Select(number => number + "\n")), Printed(cells[1]));
        Assert.Equal(string.Concat(Enumerable.Range(0, 1_000_000).Select(i => $"{i:0000000},")) + "\n", Printed(cells[2]));
        Assert.Equal("8000000", Assert.Single(cells[3].Outputs).Text);
    }

    [Fact]
    public async Task After_fifty_cells_the_kernel_holds_less_than_200_MB()
    {
        jupyter.Require();
        var script = Path.Combine(Jupyter.Root, "lib", "DistLab.Benchmarks", "kernel", "beside_ipykernel.py");
        var table = await jupyter.RunScriptAsync(script, TimeSpan.FromMinutes(5), "--starts", "1", "--cells", "100");
        var memory = Regex.Match(table, @"\| DistLab (?:\|[^|]+){3}\| (\d+) \|").Groups[1].Value;
        Assert.InRange(int.Parse(memory, CultureInfo.InvariantCulture), 50, 200);
        Assert.Contains("| ipykernel |", table);
    }

    private static IEnumerable<string> Numbers(int count) => Enumerable.Range(0, count).Select(i => i.ToString(CultureInfo.InvariantCulture));

    private static string Printed(NotebookCell cell) => string.Concat(cell.Outputs.Select(output =>
    {
        Assert.Equal("stdout", output.StreamName);
        return output.Text;
    }));
}
