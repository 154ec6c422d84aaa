using System.Diagnostics;
using System.Text.RegularExpressions;
using DistLab.Systems.Tests;

namespace DistLab.Cli.Tests;

public sealed partial class NodeCommandTests : IDisposable
{
    private readonly TempFolder _project = new();

    public void Dispose() => _project.Dispose();

    [Fact]
    public async Task A_protocol_runs_as_processes_for_a_time_and_leaves_its_diagram()
    {
        var run = await CliRun.OfAsync(
            _project, "node", "tokenringmutex", "--nodes", "3", "-p", "think=5ms", "-p", "work=5ms", "-p", "forwarding=1ms", "--for", "2s", "--diagram", "run.svg");
        Assert.Equal("", run.Error);
        Assert.Equal(ExitCode.Success, run.Status);
        Assert.Matches(@"3 nodes of TokenRingMutex are up after \d.*: P0 up \(process \d+\), P1", run.Output);
        Assert.Matches(@"s P2 Entered", run.Output);
        Assert.Contains("<svg", File.ReadAllText(_project.At("run.svg")));
    }

    [Theory]
    [InlineData("There is no protocol 'tokenring'. There are: ", "node", "tokenring")]
    [InlineData("TokenRingMutex has no parameter 'speed'", "node", "TokenRingMutex", "-p", "speed=3")]
    [InlineData("work is a length of time such as 20ms", "node", "TokenRingMutex", "-p", "work=fast")]
    [InlineData("count is of type Int32, and 'many' is not understood", "node", "TokenRingMutex", "-p", "count=many")]
    [InlineData("TokenRingMutex does not take these parameters: ", "node", "TokenRingMutex", "-p", "count=1")]
    [InlineData("-p takes name=value", "node", "TokenRingMutex", "-p", "count")]
    [InlineData("--nodes is a number from 1 to 100, not 0", "node", "TokenRingMutex", "--nodes", "0")]
    [InlineData("'mine.dll' is not there", "node", "Mine", "--library", "mine.dll")]
    public async Task A_mistake_ends_with_status_2_and_one_sentence(string expected, params string[] arguments)
    {
        var run = await CliRun.OfAsync(_project, arguments);
        Assert.Equal(ExitCode.Usage, run.Status);
        Assert.Contains(expected, run.Error.Replace(_project.Path + Path.DirectorySeparatorChar, "", StringComparison.Ordinal));
        Assert.Empty(run.Output);
    }

    [Fact]
    public async Task When_the_program_is_killed_no_process_of_it_stays_not_even_a_paused_one()
    {
        using var program = Start("node", "TokenRingMutex", "--nodes", "3", "-p", "think=5ms", "-p", "work=5ms");
        var nodes = new List<int>();
        try
        {
            var first = await program.StandardOutput.ReadLineAsync() ?? "";
            nodes.AddRange(ProcessId().Matches(first).Select(match => int.Parse(match.Groups[1].Value)));
            Assert.Equal(3, nodes.Count);
            if (!OperatingSystem.IsWindows())
            {
                await program.StandardInput.WriteLineAsync("pause P1");
                while (!(await program.StandardOutput.ReadLineAsync())!.Contains("P1 paused", StringComparison.Ordinal))
                {
                }
            }
        }
        finally
        {
            program.Kill();
            await program.WaitForExitAsync();
        }
        await LiveProcesses.AllEndAsync(nodes);
    }

    [Fact]
    public async Task Nodes_are_killed_and_brought_back_by_typing()
    {
        using var program = Start("node", "CentralServerMutex", "--nodes", "2");
        var reading = program.StandardOutput.ReadToEndAsync();
        foreach (var line in new[] { "kill P1", "restart 1", "state P0", "cut P0 P1", "heal", "restart P9", "nonsense", "quit" })
            await program.StandardInput.WriteLineAsync(line);
        await program.WaitForExitAsync();
        var output = await reading;
        Assert.Equal(0, program.ExitCode);
        foreach (var expected in new[] { "P1 down", "State {", "cut between P0 and P1", "all links are whole", "The nodes are P0 … P1", "Commands: kill P1" })
            Assert.Contains(expected, output);
    }

    private static Process Start(params string[] arguments) => Process.Start(new ProcessStartInfo("dotnet", ["exec", typeof(CommandLine).Assembly.Location, .. arguments])
    {
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!;

    [GeneratedRegex(@"process (\d+)")]
    private static partial Regex ProcessId();
}
