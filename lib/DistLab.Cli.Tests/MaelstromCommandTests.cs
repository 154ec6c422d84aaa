using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using DistLab.Systems.Tests.Maelstrom;

namespace DistLab.Cli.Tests;

/// <summary>Nodes as Maelstrom starts them: processes that are spoken to over their standard streams.</summary>
public sealed class MaelstromCommandTests : IDisposable
{
    private readonly TempFolder _project = new();

    public void Dispose() => _project.Dispose();

    [Fact]
    public async Task Killed_amid_a_broadcast_a_node_comes_back_with_all_that_it_had_acknowledged_and_tells_the_others()
    {
        await using var bench = new Workbench(3, _ => new NodeProcess("maelstrom", "broadcast", "--folder", _project.At("state")), loss: 0.1, TimeSpan.FromMilliseconds(5));
        await bench.StartAsync();
        bench.Part("n2");
        for (var value = 0; value < 20; value++)
            Assert.Equal("broadcast_ok", (string?)(await bench.AskAsync("n2", new() { ["type"] = "broadcast", ["message"] = value }))["type"]);
        await bench.KillAsync("n2");
        bench.Heal();
        await bench.StartAsync("n2");
        foreach (var name in bench.Names)
        {
            for (var count = 0; count < 20;)
                count = (await bench.AskAsync(name, new() { ["type"] = "read" }))["messages"]!.AsArray().Count;
        }
    }

    [Fact]
    public async Task Nothing_but_messages_is_written_to_standard_output_and_the_end_of_the_input_is_the_end()
    {
        await using var node = new NodeProcess("maelstrom", "echo");
        node.Say("not a message");
        node.Say("""{"src": "c1", "dest": "n1", "body": {"type": "init", "msg_id": 1, "node_id": "n1", "node_ids": ["n1"]}}""");
        node.Say("""{"src": "c1", "dest": "n1", "body": {"type": "echo", "msg_id": 2, "echo": "ä"}}""");
        Assert.Equal("""{"src":"n1","dest":"c1","body":{"type":"init_ok","in_reply_to":1}}""", await node.HearAsync());
        Assert.Equal("ä", (string?)JsonNode.Parse((await node.HearAsync())!)!["body"]!["echo"]);
        node.End();
        Assert.Null(await node.HearAsync());
        Assert.Equal(0, await node.ExitCodeAsync());
    }

    [Fact]
    public async Task A_workload_without_a_protocol_is_a_mistake_and_those_with_one_are_named()
    {
        var run = await CliRun.OfAsync(_project, "maelstrom", "kafka");
        Assert.Equal(ExitCode.Usage, run.Status);
        Assert.Contains("There is no protocol for the workload 'kafka'. There are: echo, ", run.Error);
    }

    private sealed class NodeProcess : INodeLines
    {
        private readonly Process _process;

        public NodeProcess(params string[] arguments)
        {
            _process = Process.Start(new ProcessStartInfo("dotnet", ["exec", typeof(CommandLine).Assembly.Location, .. arguments])
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                StandardOutputEncoding = Encoding.UTF8,
                StandardInputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            })!;
            _process.BeginErrorReadLine();
        }

        public void Say(string line)
        {
            lock (_process)
            {
                try
                {
                    _process.StandardInput.WriteLine(line);
                    _process.StandardInput.Flush();
                }
                catch (IOException)
                {
                    // It was killed: the line is lost, as on any network.
                }
            }
        }

        public void End() => _process.StandardInput.Close();

        public Task<string?> HearAsync() => _process.StandardOutput.ReadLineAsync();

        public async Task<int> ExitCodeAsync()
        {
            await _process.WaitForExitAsync();
            return _process.ExitCode;
        }

        public async ValueTask DisposeAsync()
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }
    }
}
