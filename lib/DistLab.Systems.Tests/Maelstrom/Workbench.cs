using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using DistLab.Protocols;

namespace DistLab.Systems.Tests.Maelstrom;

/// <summary>
/// A workbench like Maelstrom's, of our own: it starts nodes, carries their messages over a network that loses, delays and parts,
/// and is their client. Messages to and from clients are never lost, as there.
/// </summary>
internal sealed class Workbench : IAsyncDisposable
{
    private readonly string[] _names;
    private readonly Func<string, INodeLines> _start;
    private readonly ConcurrentDictionary<string, INodeLines> _nodes = [];
    private readonly ConcurrentDictionary<long, TaskCompletionSource<JsonObject>> _asked = [];
    private readonly RandomStream _random = new(3);
    private readonly double _loss;
    private readonly TimeSpan _latency;
    private Func<string, string, bool> _isCut = (_, _) => false;
    private long _lastId;

    public Workbench(int nodes, Func<string, INodeLines> start, double loss = 0, TimeSpan latency = default)
    {
        _names = [.. Enumerable.Range(1, nodes).Select(i => $"n{i}")];
        (_start, _loss, _latency) = (start, loss, latency);
    }

    public IReadOnlyList<string> Names => _names;

    public long Carried { get; private set; }

    public long Lost { get; private set; }

    public async Task StartAsync()
    {
        foreach (var name in _names)
            await StartAsync(name);
    }

    /// <summary>Starts a node, for the first time or again.</summary>
    public async Task StartAsync(string name)
    {
        var node = _start(name);
        _nodes[name] = node;
        _ = ListenAsync(node);
        await AskAsync(name, new() { ["type"] = "init", ["node_id"] = name, ["node_ids"] = new JsonArray([.. _names.Select(each => (JsonNode)each)]) });
    }

    public async Task KillAsync(string name)
    {
        if (_nodes.TryRemove(name, out var node))
            await node.DisposeAsync();
    }

    public void Part(params string[] side) => _isCut = (one, other) => side.Contains(one) != side.Contains(other);

    public void Heal() => _isCut = (_, _) => false;

    /// <summary>Asks a node as a client.</summary>
    public async Task<JsonObject> AskAsync(string node, JsonObject body)
    {
        var id = Interlocked.Increment(ref _lastId);
        var answer = _asked[id] = new(TaskCreationOptions.RunContinuationsAsynchronously);
        body["msg_id"] = id;
        _nodes[node].Say(new JsonObject { ["src"] = "c1", ["dest"] = node, ["body"] = body }.ToJsonString());
        return await answer.Task.WaitAsync(TimeSpan.FromSeconds(120));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var name in _names)
            await KillAsync(name);
    }

    private async Task ListenAsync(INodeLines node)
    {
        while (await node.HearAsync() is { } line)
        {
            var message = JsonNode.Parse(line)!.AsObject();
            var (from, to) = ((string)message["src"]!, (string)message["dest"]!);
            if (to.StartsWith('c'))
                _asked[(long)message["body"]!["in_reply_to"]!].TrySetResult(message["body"]!.AsObject());
            else
                Carry(from, to, line);
        }
    }

    private void Carry(string from, string to, string line)
    {
        TimeSpan delay;
        lock (_random)
        {
            Carried++;
            if (_isCut(from, to) || _random.NextBool(_loss))
            {
                Lost++;
                return;
            }
            delay = _latency * _random.NextExponential();
        }
        _ = DeliverAsync(to, line, delay);
    }

    private async Task DeliverAsync(string to, string line, TimeSpan delay)
    {
        await Task.Delay(delay);
        if (_nodes.TryGetValue(to, out var node))
            node.Say(line);
    }
}

/// <summary>A node, as lines.</summary>
internal interface INodeLines : IAsyncDisposable
{
    void Say(string line);

    /// <summary>The next line; null when there will be none.</summary>
    Task<string?> HearAsync();
}
