using DistLab.Checking;
using DistLab.Kernel;
using DistLab.Notebooks;

namespace DistLab.Cli.Tests;

/// <summary>A verdict on a history, drawn in a cell that our kernel runs.</summary>
public sealed class TimelineNotebookTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_cell_shows_the_timeline_of_a_verdict_as_chart_picture_and_words()
    {
        var notebook = new NotebookBuilder()
            .Code($"#r \"{typeof(Figure).Assembly.Location}\"\n#r \"{typeof(History).Assembly.Location}\"\nusing DistLab.Notebooks;\nusing DistLab.Checking;")
            .Code("""
                var history = new HistoryBuilder().Invoke(0, Call.Write(1)).Return(0).Invoke(1, Call.Read()).Return(1, 0).ToHistory();
                OperationTimeline.Of(Linearizability.Check(history, new RegisterModel(0)))
                """)
            .Build();
        var run = await NotebookRunner.RunAsync(notebook, _folder.Path, new RunOptions());
        Assert.Equal("", run.Message);
        var output = Assert.Single(run.Document.Cells[1].Outputs);
        Assert.NotNull(output.Data["application/vnd.plotly.v1+json"]!["layout"]);
        Assert.StartsWith("<svg", output.Mime("image/svg+xml"));
        Assert.StartsWith("Not linearizable: read() → 0 of client 1 has no place", output.Mime("text/plain"));
    }
}
