using System.Text.RegularExpressions;
using DistLab.Kernel;
using DistLab.Systems.Tests;

namespace DistLab.Cli.Tests;

/// <summary>Protocols that are declared in a notebook's cells, as real processes.</summary>
public sealed class ClusterNotebookTests : IDisposable
{
    private const string Setup = """
        #r "{0}"
        using DistLab.Notebooks;
        using DistLab.Protocols;
        using DistLab.Systems;
        """;

    private const string Messages = """
        public abstract record Talk;
        public sealed record Ask(string Name) : Talk;
        """;

    private const string Protocol = """
        public sealed record Answer(string Text, ValueList<int> Numbers) : Talk;
        public sealed record Met(int Count);
        public class Greeter(string word) : Protocol<Met, Talk>
        {
            public override Met Start(NodeId self, Effects<Talk> effects)
            {
                Console.WriteLine("starting");
                if (self == 0)
                    for (int to = 1; to < 3; to++)
                        effects.Send(to, new Ask("P0"));
                return new(0);
            }

            public override Met OnMessage(Met state, NodeId self, NodeId from, Talk message, Effects<Talk> effects)
            {
                switch (message)
                {
                    case Ask ask:
                        effects.Send(from, new Answer($"{word}, {ask.Name}, from {self}", [self.Index, 7]));
                        break;
                    case Answer answer:
                        effects.Output(answer);
                        break;
                }
                return state with { Count = state.Count + 1 };
            }
        }
        """;

    private readonly TempFolder _project = new();

    public void Dispose() => _project.Dispose();

    [Fact]
    public async Task A_protocol_of_a_cell_with_messages_of_another_runs_as_processes()
    {
        var run = await RunAsync(
            Messages,
            Protocol,
            """
            var cluster = await Cluster.StartAsync(new Greeter("hello"), nodes: 3);
            await cluster.WaitUntilAsync(() => cluster.Outputs.Count == 2);
            string.Join("; ", cluster.Outputs.Select(output => ((Answer)output.Value).Text).Order())
            """,
            """
            Console.Write((await cluster.StateAsync(0)).Count + " " + cluster.Printed(1).Trim());
            """,
            "cluster.Diagram()",
            "await cluster.DisposeAsync();");
        Assert.True(run.Verdict == RunVerdict.Succeeded, run.Message);
        Assert.Equal("hello, P0, from P1; hello, P0, from P2", run.Document.Cells[3].Outputs.Single().Text);
        Assert.Equal("2 starting", run.Document.Cells[4].Outputs.Single().Text);
        Assert.Contains("<svg", run.Document.Cells[5].Outputs.Single().Data["image/svg+xml"]!.ToString());
    }

    [Fact]
    public async Task A_mistake_in_a_protocol_of_a_cell_is_told_with_its_own_words()
    {
        var run = await RunAsync(
            Messages,
            Protocol.Replace("case Ask ask:", "case Ask ask: throw new InvalidOperationException(\"no idea\");", StringComparison.Ordinal),
            """
            await using (var cluster = await Cluster.StartAsync(new Greeter("hello"), nodes: 3))
                await cluster.WaitUntilAsync(() => cluster.Outputs.Count == 2);
            """);
        Assert.Matches(@"P[12] failed at .*, on Receive Ask \{ Name = P0 \}: no idea", run.Message);
    }

    [Fact]
    public async Task A_protocol_with_code_in_its_fields_is_refused_and_the_field_named()
    {
        var run = await RunAsync(
            Messages,
            Protocol.Replace("Greeter(string word)", "Greeter(Func<string> word)", StringComparison.Ordinal),
            "await Cluster.StartAsync(new Greeter(() => \"hello\"), nodes: 3)");
        Assert.Contains("word has the type Func<String>, which cannot be sent", run.Message);
    }

    [Theory]
    [InlineData("")]
    [InlineData("throw new InvalidOperationException(\"enough\");")]
    [InlineData("Environment.Exit(3);")]
    public async Task A_cluster_that_a_notebook_forgets_ends_with_it_however_that_ends(string last)
    {
        _project.Write("forgetful.ipynb", Notebook(
            Messages,
            Protocol,
            """
            var cluster = await Cluster.StartAsync(new Greeter("hello"), nodes: 3);
            if (!OperatingSystem.IsWindows())
                await cluster.PauseAsync(2);
            var second = await Cluster.StartAsync(new Greeter("hello"), nodes: 3, new() { Proxied = false });
            foreach (object each in new object[] { cluster, second })
                Console.WriteLine("In: " + each.GetType().GetField("_folder", System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Instance)!.GetValue(each) + ";");
            Console.Write("These run: " + string.Join(' ', Enumerable.Range(0, 3).SelectMany(i => new[] { cluster.ProcessId(i), second.ProcessId(i) })));
            """,
            last).ToString());
        var run = await CliRun.OfAsync(_project, "run", "forgetful.ipynb");
        Assert.Equal(last.Length == 0 ? ExitCode.Success : ExitCode.Failure, run.Status);
        var executed = File.ReadAllText(_project.At("out", "forgetful.ipynb"));
        var told = Regex.Match(executed, @"These run: (\d[\d ]+)").Groups[1].Value;
        var nodes = told.Split(' ').Select(int.Parse).ToList();
        Assert.Equal(6, nodes.Distinct().Count());
        await LiveProcesses.AllEndAsync(nodes);
        var folders = Regex.Matches(executed, "In: ([^;\"+]+);").Select(match => match.Groups[1].Value.Replace(@"\\", @"\", StringComparison.Ordinal)).ToList();
        Assert.Equal(2, folders.Count);
        Assert.DoesNotContain(folders, Directory.Exists);
    }

    private static NotebookBuilder Notebook(params string[] cells)
    {
        var notebook = new NotebookBuilder().Code(Setup.Replace("{0}", Path.Combine(AppContext.BaseDirectory, "DistLab.Notebooks.dll"), StringComparison.Ordinal));
        foreach (var cell in cells)
            notebook.Code(cell);
        return notebook;
    }

    private Task<NotebookRun> RunAsync(params string[] cells) =>
        NotebookRunner.RunAsync(Notebook(cells).Build(), _project.Path, new RunOptions { CellTimeout = TimeSpan.FromSeconds(60) });
}
