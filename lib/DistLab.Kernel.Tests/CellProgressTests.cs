namespace DistLab.Kernel.Tests;

public sealed class CellProgressTests
{
    private static async Task<List<RunProgress>> ReportsAsync(params string[] cells)
    {
        var reports = new List<RunProgress>();
        await NotebookRunner.RunAsync(Notebooks.Of(cells), Path.GetTempPath(), new RunOptions(), new Collector(reports));
        return reports;
    }

    private static string Show(string json) => $"\"\"\"{json}\"\"\".DisplayAs(\"application/vnd.distlab.progress+json\");";

    [Fact]
    public async Task What_a_progress_bar_shows_is_reported_with_its_cell()
    {
        var reports = await ReportsAsync("1", Show("""{"label":"Runs","fraction":0.25,"secondsLeft":12}""") + Show("""{"label":"Runs","fraction":1,"secondsLeft":0,"state":"done"}"""));
        var moved = reports.Where(r => r.Stage == RunStage.CellMoved).ToList();
        Assert.Equal([new CellProgress("Runs", 0.25, TimeSpan.FromSeconds(12)), null], moved.Select(r => r.Bar));
        Assert.All(moved, r => Assert.Equal((2, 2, 1), (r.CodeCell, r.CodeCells, r.Index)));
        Assert.All(reports.Except(moved), r => Assert.Null(r.Bar));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{\"label\":\"no fraction\"}")]
    [InlineData("{\"fraction\":\"half\"}")]
    [InlineData("half")]
    public async Task What_is_no_progress_is_not_reported(string json)
    {
        Assert.DoesNotContain(await ReportsAsync(Show(json) + "display(1);"), r => r.Stage == RunStage.CellMoved);
    }

    [Fact]
    public async Task Values_out_of_range_are_brought_back_into_it()
    {
        var report = Assert.Single(await ReportsAsync(Show("""{"label":7,"fraction":3.5,"secondsLeft":-1}""")), r => r.Stage == RunStage.CellMoved);
        Assert.Equal(new CellProgress("7", 1, null), report.Bar);
    }

    private sealed class Collector(List<RunProgress> reports) : IProgress<RunProgress>
    {
        public void Report(RunProgress value) => reports.Add(value);
    }
}
