using System.Text.Json.Nodes;
using System.Threading.Channels;
using DistLab.Systems.Maelstrom;

namespace DistLab.Systems.Tests.Maelstrom;

/// <summary>One node in this process, spoken to line by line.</summary>
internal sealed class Conversation : INodeLines
{
    private readonly Channel<string> _input = Channel.CreateUnbounded<string>();
    private readonly Channel<string> _output = Channel.CreateUnbounded<string>();
    private readonly StringWriter _log = new();
    private readonly Task _running;

    public Conversation(string workload, string? folder = null) =>
        _running = MaelstromProgram.RunAsync(workload, folder, new LineReader(_input.Reader), new LineWriter(_output.Writer), TextWriter.Synchronized(_log));

    private Conversation(Func<NodeNames, string?, TextWriter, IMaelstromNode> make, string? folder) =>
        _running = MaelstromProgram.RunAsync(make, folder, new LineReader(_input.Reader), new LineWriter(_output.Writer), TextWriter.Synchronized(_log));

    /// <summary>A node of a workload of a test's own.</summary>
    public static Conversation With<TState, TMessage>(IWorkload<TState, TMessage> workload, string? folder = null)
        where TState : class
        where TMessage : class => new((names, kept, output) => MaelstromProgram.Make(workload, names, kept, output), folder);

    public string Log => _log.ToString();

    public void Say(string line) => _input.Writer.TryWrite(line);

    public async Task<string?> HearAsync() =>
        await _output.Reader.WaitToReadAsync().AsTask().WaitAsync(TimeSpan.FromMinutes(5)) && _output.Reader.TryRead(out var line) ? line : null;

    /// <summary>Says a line and hears the answer's body, which must go from the node back to the speaker.</summary>
    public async Task<JsonObject> AskAsync(string body, string from = "c1", string to = "n1")
    {
        Say($$"""{"src": "{{from}}", "dest": "{{to}}", "body": {{body}}}""");
        var answer = JsonNode.Parse((await HearAsync())!)!.AsObject();
        Assert.Equal((to, from), ((string?)answer["src"], (string?)answer["dest"]));
        return answer["body"]!.AsObject();
    }

    public async Task InitAsync(string self = "n1", string all = """["n1"]""") => Assert.Equal(
        """{"type":"init_ok","in_reply_to":1}""",
        (await AskAsync($$"""{"type": "init", "msg_id": 1, "node_id": "{{self}}", "node_ids": {{all}}}""", to: self)).ToJsonString());

    public async ValueTask DisposeAsync()
    {
        _input.Writer.Complete();
        await _running;
        _output.Writer.Complete();
    }

    private sealed class LineReader(ChannelReader<string> lines) : TextReader
    {
        private ReadOnlyMemory<char> _rest;

        public override async ValueTask<int> ReadAsync(Memory<char> buffer, CancellationToken cancellationToken = default)
        {
            if (_rest.IsEmpty)
                _rest = await lines.WaitToReadAsync(cancellationToken) && lines.TryRead(out var line) ? $"{line}\n".AsMemory() : default;
            var part = _rest[..Math.Min(_rest.Length, buffer.Length)];
            part.CopyTo(buffer);
            _rest = _rest[part.Length..];
            return part.Length;
        }
    }

    private sealed class LineWriter(ChannelWriter<string> lines) : StringWriter
    {
        public override void Flush()
        {
            var text = GetStringBuilder().ToString();
            GetStringBuilder().Clear();
            foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
                lines.TryWrite(line);
        }
    }
}
