using System.Text.Json;
using System.Text.Json.Nodes;

namespace DistLab.Systems.Maelstrom;

/// <summary>What a node under Maelstrom's workbench hears and says from its first line to its last.</summary>
/// <param name="make">Makes the node when its name is known.</param>
/// <param name="output">Where messages go, safe for several threads.</param>
/// <param name="log">Where trouble is told.</param>
internal sealed class MaelstromSession(Func<NodeNames, IMaelstromNode> make, TextWriter output, TextWriter log) : IDisposable
{
    /// <summary>How many characters a line may have: enough for the largest message in base 64.</summary>
    public const int LongestLine = 2 * CodecLimits.MaxMessage;

    private const int MostNodes = 1_000;
    private const int LongestQuotation = 200;

    private readonly TaskCompletionSource _failed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private IMaelstromNode? _node;
    private NodeNames? _names;

    /// <summary>Fails when the node does.</summary>
    public Task Failed => _failed.Task;

    public async Task ReadAsync(TextReader input)
    {
        var lines = new MessageLines(input, LongestLine, () => log.WriteLine($"A line of more than {LongestLine:N0} characters was passed over."));
        while (await lines.NextAsync() is { } line)
        {
            if (!string.IsNullOrWhiteSpace(line))
                Take(line);
        }
    }

    public void Dispose() => _node?.Dispose();

    private void Take(string line)
    {
        if (MaelstromMessage.Parse(line) is not { } message)
        {
            log.WriteLine($"This is no message: {(line.Length > LongestQuotation ? line[..LongestQuotation] + "…" : line)}");
            return;
        }
        if (_names is { } names && message.To != names[names.Self])
        {
            log.WriteLine($"A message for {message.To} came to {names[names.Self]}, and was passed over.");
            return;
        }
        var request = new RequestBody(message.Body);
        try
        {
            if (request.Type == "init")
                Begin(request, message);
            else if (_node is { } node)
                node.Receive(message.From, message.Body);
            else
                throw new MaelstromError(MaelstromError.TemporarilyUnavailable, "The node has not been initialized yet.");
        }
        catch (Exception e) when (e is MaelstromError or CodecException or FormatException or JsonException or InvalidOperationException)
        {
            log.WriteLine($"A message from {message.From} cannot be served: {e.Message}");
            // Two nodes that answered each other's errors would never end.
            if (_names?.Find(message.From) is null && !request.IsAnswer)
                Say(MaelstromProgram.Reply(message.To, message.From, request.MessageId, () => throw e as MaelstromError ?? new(MaelstromError.MalformedRequest, e.Message)));
        }
    }

    private void Begin(RequestBody request, MaelstromMessage message)
    {
        var (self, all) = (request.Text("node_id"), request.Texts("node_ids"));
        if (all.Count > MostNodes || all.Distinct().Count() < all.Count)
            throw new MaelstromError(MaelstromError.MalformedRequest, $"'node_ids' must be up to {MostNodes:N0} different names.");
        if (!all.Contains(self))
            throw new MaelstromError(MaelstromError.MalformedRequest, $"The node '{self}' is not among 'node_ids'.");
        if (_names is { } names && !names.IsSameAs(self, all))
            throw new MaelstromError(MaelstromError.MalformedRequest, $"This node is '{names[names.Self]}' of {names.Count} already.");
        if (_node is null)
        {
            _names = new(self, all);
            _node = make(_names);
            _node.Completion.ContinueWith(ended => _failed.TrySetException(ended.Exception!.InnerExceptions), TaskContinuationOptions.OnlyOnFaulted);
            _node.Start();
        }
        Say(MaelstromProgram.Reply(message.To, message.From, request.MessageId, () => new JsonObject { ["type"] = "init_ok" }));
    }

    private void Say(string line)
    {
        output.Write(line);
        output.Flush();
    }
}
