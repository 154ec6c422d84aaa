using System.Text.RegularExpressions;
using DistLab.Systems.Tests;

namespace DistLab.Cli.Tests;

/// <summary>Real hubs and servers, started from a notebook's cell.</summary>
public sealed class SiteNotebookTests : IDisposable
{
    private readonly TempFolder _project = new();

    public void Dispose() => _project.Dispose();

    [Theory]
    [InlineData("", true)]
    [InlineData("throw new InvalidOperationException(\"enough\");", false)]
    [InlineData("System.Diagnostics.Process.GetCurrentProcess().Kill(); System.Threading.Thread.Sleep(10000);", false)]
    public async Task A_site_that_a_notebook_forgets_ends_with_it_however_that_ends(string last, bool succeeds)
    {
        var notebook = new NotebookBuilder()
            .Code($"#r \"{Path.Combine(AppContext.BaseDirectory, "DistLab.Notebooks.dll")}\"\n#r \"{Path.Combine(AppContext.BaseDirectory, "DistLab.Web.dll")}\"\nusing DistLab.Protocols;\nusing DistLab.Web;")
            .Code("""
                var site = await Site.StartAsync(servers: 2, Delay.Constant(1.Milliseconds()));
                var report = await site.RunAsync(Load.Poisson(50, 1.Seconds()) with { Patience = 10.Seconds() });
                if (!OperatingSystem.IsWindows())
                    site.Pause(1);
                Console.Write($"Success {report.Figures.Success}. These run: {string.Join(' ', site.ProcessIds)}");
                """)
            .Code(last);
        _project.Write("site.ipynb", notebook.ToString());
        var run = await CliRun.OfAsync(_project, "run", "site.ipynb");
        var executed = File.ReadAllText(_project.At("out", "site.ipynb"));
        Assert.Contains("Success 1. These run:", executed);
        Assert.Equal(succeeds, run.Status == ExitCode.Success);
        var processes = Regex.Match(executed, @"These run: (\d[\d ]+)").Groups[1].Value.Split(' ').Select(int.Parse).ToList();
        Assert.Equal(4, processes.Distinct().Count());
        await LiveProcesses.AllEndAsync(processes);
    }
}
