using System.Text.Json.Nodes;
using DistLab.Kernel;
using DistLab.Notebooks.Tests;

namespace DistLab.Cli.Tests.Peers;

/// <summary>Jupyter Notebook 6 in Chromium with our kernel, as a person uses it.</summary>
[Collection(Jupyter.Collection)]
public sealed class BrowserTests(Jupyter jupyter)
{
    [Fact]
    public async Task A_cell_is_typed_run_completed_interrupted_restarted_and_asked()
    {
        jupyter.Require();
        await using var browser = await Browser.StartAsync();
        await using var server = await ServeAsync();
        var page = await NotebookPage.OpenAsync(browser, server.PageOf("scratch.ipynb"));

        var first = await page.TypeAsync("var answer = 6 * 7; Console.WriteLine(\"hello\"); answer");
        await page.RunAsync(first);
        Assert.Equal("hello\nOut[1]:\n42", Flat(await NotebookPage.OutputAsync(first)));

        var completed = await page.TypeAsync("answer.CompareT");
        await page.CompleteOneAsync();
        await page.TypeOnAsync("(7) + Math.M");
        var offered = await page.CompleteAsync();
        Assert.Contains("Max", offered);
        Assert.Contains("Min", offered);
        await page.PressAsync("Enter");
        await page.TypeOnAsync("(1, 2)");
        await page.RunAsync(completed);
        Assert.Equal("Out[2]:\n3", Flat(await NotebookPage.OutputAsync(completed)));

        var loop = await page.TypeAsync("Console.WriteLine(\"looping\"); while (true) { }");
        await page.StartAsync();
        await loop.Locator(".output_stdout").WaitForAsync();
        await page.InterruptAsync();
        await NotebookPage.FinishAsync(loop);
        Assert.NotEmpty(await page.ErrorsAsync());
        var after = await page.TypeAsync("answer + 1");
        await page.RunAsync(after);
        Assert.Equal("Out[4]:\n43", Flat(await NotebookPage.OutputAsync(after)));

        var question = await page.TypeAsync("Console.WriteLine($\"Hello, {Console.ReadLine()}!\");");
        await page.StartAsync();
        await page.AnswerAsync(question, "Lamport");
        await NotebookPage.FinishAsync(question);
        Assert.Contains("Hello, Lamport!", await NotebookPage.OutputAsync(question));

        await page.ScreenshotAsync(Path.Combine(Jupyter.Pictures, "scratch.png"));
        await page.RestartAsync();
        var gone = await page.TypeAsync("answer");
        await page.RunAsync(gone);
        Assert.Contains("CS0103", await NotebookPage.OutputAsync(gone));
    }

    public static TheoryData<string> Chapters => [.. Jupyter.Notebooks.Select(path => Path.GetFileName(path))];

    [Theory]
    [MemberData(nameof(Chapters))]
    public async Task All_cells_of_a_chapter_run_and_its_figures_are_to_be_seen(string notebook)
    {
        jupyter.Require();
        await using var browser = await Browser.StartAsync();
        await using var server = await ServeAsync();
        var page = await NotebookPage.OpenAsync(browser, server.PageOf($"notebooks/{notebook}"));
        // What came with the notebook must not be taken for what the kernel drew.
        await page.ClearAllAsync();
        Assert.Equal(0, await page.Figures.CountAsync());
        await page.RunAllAsync();
        Assert.Empty(await page.ErrorsAsync());

        var committed = NotebookDocument.Load(Path.Combine(Jupyter.Root, "notebooks", notebook)).Cells
            .Where(cell => cell.Type == CellType.Code).SelectMany(cell => cell.Outputs).Where(output => output.Data.ContainsKey("image/svg+xml"))
            .ToLookup(output => output.Data.ContainsKey("text/html"));
        var figures = await page.Figures.AllAsync();
        Assert.Equal(committed[false].Count(), figures.Count);
        // What has a page of its own, a stepper, is shown as that and not as its drawing.
        Assert.Equal(committed[true].Count(), await page.Steppers.CountAsync());
        foreach (var (figure, index) in figures.Select((figure, index) => (figure, index)))
        {
            var box = (await figure.BoundingBoxAsync())!;
            Assert.InRange(box.Width, 400, 1200);
            Assert.InRange(box.Height, 100, 3000);
            var picture = Path.Combine(Jupyter.Pictures, $"{Path.GetFileNameWithoutExtension(notebook)}-{index + 1}.png");
            Assert.InRange(await page.DarknessAsync(figure, picture), 0.003, 0.5);
        }
        await page.ScreenshotAsync(Path.Combine(Jupyter.Pictures, Path.ChangeExtension(notebook, ".png")));
    }

    // The page saves what it shows, so it gets copies; the cells find the library where they find it in the repository.
    private async Task<NotebookServer> ServeAsync()
    {
        var folder = jupyter.NewFolder();
        Directory.CreateDirectory(Path.Combine(folder, "notebooks"));
        foreach (var notebook in Jupyter.Notebooks) File.Copy(notebook, Path.Combine(folder, "notebooks", Path.GetFileName(notebook)));
        Directory.CreateSymbolicLink(Path.Combine(folder, "lib"), Path.Combine(Jupyter.Root, "lib"));
        var scratch = new NotebookBuilder().Code("").Build();
        scratch.Metadata["kernelspec"] = new JsonObject { ["name"] = KernelInstallation.DefaultName, ["display_name"] = KernelInstallation.DisplayName };
        scratch.Save(Path.Combine(folder, "scratch.ipynb"));
        return await NotebookServer.StartAsync(jupyter, folder);
    }

    private static string Flat(string output) => string.Join('\n', output.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
}
