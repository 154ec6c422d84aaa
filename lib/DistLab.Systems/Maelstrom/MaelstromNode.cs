using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using DistLab.Protocols;
using DistLab.Simulation;
using DistLab.Time;

namespace DistLab.Systems.Maelstrom;

/// <summary>
/// A node under Maelstrom's workbench: its network is the workbench's, lines of JSON in and out, and its clients are the
/// workbench's. The protocol is driven as over real sockets.
/// </summary>
internal sealed class MaelstromNode<TState, TMessage> : IMaelstromNode, INodePort<TMessage>, INodeObserver
    where TState : class
    where TMessage : class
{
    // Of requests that a protocol never answers only so many are remembered.
    private const int MostPending = 100_000;

    private readonly IWorkload<TState, TMessage> _workload;
    private readonly NodeNames _names;
    private readonly TextWriter _output;
    private readonly MessageCodec<TMessage> _codec;
    private readonly DurableState<TState>? _durable;
    private readonly NodeLoop<TState, TMessage> _loop;
    private readonly ConcurrentDictionary<long, (string Client, RequestBody Body)> _pending = [];
    private readonly List<string> _lines = [];

    // What was asked in a former life of the node may still be answered: no request of this one may bear its number.
    private long _requests = Stopwatch.GetTimestamp();

    /// <param name="workload">The workload.</param>
    /// <param name="names">What the nodes are called.</param>
    /// <param name="folder">The folder for durable state; null for none.</param>
    /// <param name="output">Where messages go, safe for several threads.</param>
    public MaelstromNode(IWorkload<TState, TMessage> workload, NodeNames names, string? folder, TextWriter output)
    {
        _workload = workload;
        _names = names;
        _output = output;
        var protocol = workload.Protocol(names.Count);
        var universe = TypeUniverse.Of(protocol.GetType(), typeof(TState), typeof(TMessage));
        _codec = new(universe);
        if (folder is not null)
            _durable = new(Path.Combine(Directory.CreateDirectory(folder).FullName, $"{names[names.Self]}.wal"), universe, protocol);
        var life = new NodeLife(names.Self, names.Count, 0, 0, Seed: (ulong)Environment.ProcessId, RunClock.Start(), new DriftingClock());
        _loop = new(protocol, life, this, _durable, this);
    }

    public Task Completion => _loop.Completion;

    public void Start() => _loop.Start();

    public void Receive(string from, JsonObject body)
    {
        var request = new RequestBody(body);
        if (_names.Find(from) is { } node)
        {
            _loop.Post(new(node, _codec.Decode(Convert.FromBase64String(request.Text("data"))), 0, null));
            return;
        }
        var number = Interlocked.Increment(ref _requests);
        var message = _workload.Request(request, number, _names)
            ?? throw new MaelstromError(MaelstromError.NotSupported, $"This node does not know requests of the type '{request.Type}'.");
        _pending[number] = (from, request);
        _pending.TryRemove(number - MostPending, out _);
        _loop.Post(new(NodeId.Outside, message, number, null));
    }

    public bool TrySend(NodeId to, long number, long[] clock, TMessage message)
    {
        var body = new JsonObject { ["type"] = KindOf(message), ["data"] = Convert.ToBase64String(_codec.Encode(message)) };
        _lines.Add(MaelstromProgram.Line(_names[_names.Self], _names[to], body));
        return true;
    }

    public void Record(in NodeRow row)
    {
        if (row.Kind != TraceKind.Output || _workload.Answer(row.Content!) is not { } answer || !_pending.TryRemove(answer.Request, out var request))
            return;
        _lines.Add(MaelstromProgram.Reply(_names[_names.Self], request.Client, request.Body.MessageId, () => answer.Body(request.Body)));
    }

    public void Publish()
    {
        if (_lines.Count == 0)
            return;
        _output.Write(string.Concat(_lines));
        _output.Flush();
        _lines.Clear();
    }

    public void Dispose()
    {
        _loop.Stop();
        _durable?.Dispose();
    }

    // Maelstrom's diagrams show it.
    private static string KindOf(TMessage message) => JsonNamingPolicy.SnakeCaseLower.ConvertName(message.GetType().Name);
}

/// <summary>A node under Maelstrom's workbench, whatever the types of its protocol.</summary>
internal interface IMaelstromNode : IDisposable
{
    /// <summary>Failed when the protocol's code or the disk failed.</summary>
    Task Completion { get; }

    /// <summary>Has the node begin.</summary>
    void Start();

    /// <summary>Takes a message from another node or a client.</summary>
    /// <exception cref="MaelstromError">It is no request that can be served.</exception>
    void Receive(string from, JsonObject body);
}
