using System.Globalization;
using DistLab.Kernel;

namespace DistLab.Cli.Tests.Peers;

/// <summary>Large outputs, as a front end receives them.</summary>
[Collection(Jupyter.Collection)]
public sealed class FloodTests(Jupyter jupyter)
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

    private static IEnumerable<string> Numbers(int count) => Enumerable.Range(0, count).Select(i => i.ToString(CultureInfo.InvariantCulture));

    private static string Printed(NotebookCell cell) => string.Concat(cell.Outputs.Select(output =>
    {
        Assert.Equal("stdout", output.StreamName);
        return output.Text;
    }));
}
