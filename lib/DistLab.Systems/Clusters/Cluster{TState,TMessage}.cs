using System.Globalization;
using System.Net;
using System.Runtime.CompilerServices;
using DistLab.Protocols;
using DistLab.Simulation;
using DistLab.Time;

namespace DistLab.Systems;

/// <summary>
/// A protocol's nodes as processes of this machine, each with its file, clock and certificate: watched, and put through what
/// may befall real ones. Made by <see cref="Cluster.StartAsync"/>.
/// </summary>
/// <remarks>No process outlives the cluster, nor this process, however it ends.</remarks>
/// <typeparam name="TState">What one node remembers.</typeparam>
/// <typeparam name="TMessage">What nodes send to each other.</typeparam>
public sealed partial class Cluster<TState, TMessage> : IAsyncDisposable
    where TState : class
    where TMessage : class
{
    private static readonly Duration DefaultTimeout = 10.Seconds();

    private readonly ClusterOptions _options;
    private readonly RunClock _clock = RunClock.Start();
    private readonly TypeUniverse _universe;
    private readonly MessageCodec<TMessage> _messages;
    private readonly ShippedProgram _program;
    private readonly ClusterRecord _record;
    private readonly ClusterNode[] _nodes;
    private readonly NodeCredentials[]? _credentials;
    private readonly ProxyNetwork? _network;
    private readonly string _folder;
    private readonly SemaphoreSlim _oneAtATime = new(1, 1);
    private long _injected;
    private bool _isDisposed;

    internal Cluster(Protocol<TState, TMessage> protocol, int nodes, ClusterOptions options)
    {
        _options = options;
        _universe = TypeUniverse.Of(protocol.GetType(), typeof(TState), typeof(TMessage));
        _messages = new(_universe);
        _program = ShippedProgram.Of(protocol, _universe);
        _record = new(nodes, options.TraceCapacity, isWhole: !options.RecordsOutputsOnly);
        _nodes = [.. Enumerable.Range(0, nodes).Select(i => new ClusterNode(i, _record, _clock) { Log = options.Log })];
        using (var certificates = new ClusterCertificates())
            _credentials = options.TrustAnybody ? null : [.. Enumerable.Range(0, nodes).Select(i => certificates.Issue(i))];
        var cluster = _credentials?[0].Cluster ?? "open";
        if (options.Proxied)
            _network = new((from, to) => new(cluster, from, to, nodes, _messages.Schema), nodes, _credentials, options, _clock, OnLost);
        _folder = options.Folder is null ? Directory.CreateTempSubdirectory("distlab-cluster-").FullName : Directory.CreateDirectory(options.Folder).FullName;
    }

    /// <summary>How many nodes there are.</summary>
    public int Nodes => _nodes.Length;

    /// <summary>How long it took from the call until all nodes had begun.</summary>
    public Duration StartedIn { get; private set; }

    /// <summary>The time since the cluster's start; what the trace tells by.</summary>
    public Instant Now => _clock.Now;

    /// <summary>
    /// What has happened so far, as in the simulator: the nodes' own traces in one order that puts no effect before its cause
    /// (see <see cref="Rows"/>). At any time it is a consistent cut.
    /// </summary>
    public Trace Trace
    {
        get
        {
            var trace = Trace.KeepLast(_options.TraceCapacity);
            foreach (var row in Rows)
                trace.Add(row.Row);
            return trace;
        }
    }

    /// <summary>The rows of the trace with their vector clocks.</summary>
    public IReadOnlyList<StampedRow> Rows => StampedRows.Of(_record.Merge());

    /// <summary>What the nodes have output, in the order in which it was heard.</summary>
    public IReadOnlyList<NodeOutput> Outputs => _record.Outputs;

    /// <summary>Whether a node's process runs.</summary>
    public bool IsUp(NodeId node) => NodeAt(node).IsUp;

    /// <summary>The id of a node's process, of its present life or its last.</summary>
    public int ProcessId(NodeId node) => NodeAt(node).ProcessId;

    /// <summary>The last of what the protocol's code at a node printed to the console.</summary>
    public string Printed(NodeId node) => NodeAt(node).Printed;

    /// <summary>Has a message from outside the system arrive at a node; it is lost if the node is down.</summary>
    public void Inject(NodeId node, TMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        var number = Interlocked.Increment(ref _injected);
        if (NodeAt(node).IsUp)
            NodeAt(node).Tell(new HostCommand.Inject(number, _messages.Encode(message)));
        else
            _record.AddNetwork(new(_clock.Now, TraceKind.Lost, node, NodeId.Outside, number, message, []));
    }

    /// <summary>The state of a node after all that has reached it.</summary>
    /// <exception cref="InvalidOperationException">The node is down, or its state cannot travel between processes.</exception>
    /// <exception cref="ClusterException">It does not answer: it is paused, say.</exception>
    public async Task<TState> StateAsync(NodeId node)
    {
        var answer = await AskAsync(node);
        return answer.Bytes is { } bytes
            ? new MessageCodec<TState>(_universe).Decode(bytes)
            : throw new InvalidOperationException($"The state cannot travel between processes. As text it is: {answer.Text}");
    }

    /// <summary>The state of a node as text, which always can travel.</summary>
    /// <exception cref="InvalidOperationException">The node is down.</exception>
    /// <exception cref="ClusterException">It does not answer: it is paused, say.</exception>
    public async Task<string> StateTextAsync(NodeId node) => (await AskAsync(node)).Text;

    /// <summary>Waits until a condition holds; it is asked whenever something has been heard, and every now and then.</summary>
    /// <param name="condition">What is waited for.</param>
    /// <param name="timeout">How long to wait; 10 s if nothing is said.</param>
    /// <param name="text">The condition in words, for the message; the compiler gives it.</param>
    /// <exception cref="TimeoutException">It did not come true in time.</exception>
    /// <exception cref="ProtocolException">The protocol's code failed at a node, or the node's process ended by itself.</exception>
    public async Task WaitUntilAsync(Func<bool> condition, Duration? timeout = null, [CallerArgumentExpression(nameof(condition))] string text = "")
    {
        ArgumentNullException.ThrowIfNull(condition);
        var limit = timeout ?? DefaultTimeout;
        var end = _clock.Now + limit;
        while (true)
        {
            var changed = _record.Changed;
            ThrowIfFailed();
            if (condition())
                return;
            if (_clock.Now > end)
                throw new TimeoutException($"This did not come true within {limit}: {text}");
            await Task.WhenAny(changed, Task.Delay(20));
        }
    }

    /// <summary>The outputs from now on, and those before, as they come, until the cluster is disposed.</summary>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <exception cref="ProtocolException">The protocol's code failed at a node, or the node's process ended by itself.</exception>
    public async IAsyncEnumerable<NodeOutput> ReadOutputsAsync([EnumeratorCancellation] CancellationToken cancellation = default)
    {
        var next = 0L;
        while (!_isDisposed)
        {
            var changed = _record.Changed;
            foreach (var output in _record.OutputsFrom(ref next))
                yield return output;
            ThrowIfFailed();
            await Task.WhenAny(changed, Task.Delay(Timeout.Infinite, cancellation));
            cancellation.ThrowIfCancellationRequested();
        }
    }

    /// <summary>The nodes with their processes, for example <c>P0 up (process 4711), P1 down</c>.</summary>
    public override string ToString() =>
        string.Join(", ", _nodes.Select(node => node.IsUp ? string.Create(CultureInfo.InvariantCulture, $"{node.Id} {(node.IsPaused ? "paused" : "up")} (process {node.ProcessId})") : $"{node.Id} down"));

    /// <summary>Ends all processes, without asking them, and deletes what was temporary.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_isDisposed)
            return;
        _isDisposed = true;
        Cluster.Forget(this);
        await Task.WhenAll(_nodes.Select(node => node.KillAsync()));
        if (_network is not null)
            await _network.DisposeAsync();
        _record.Notify();
        if (_options.Folder is null)
            Directory.Delete(_folder, recursive: true);
    }

    internal async Task BeginAsync(CancellationToken cancellation)
    {
        using var limit = Limit(_options.StartLimit, cancellation);
        await Task.WhenAll(_nodes.Select(node => BeginAsync(node, limit.Token)));
        foreach (var node in _nodes)
            _network?.MoveNode(node.Id, node.Address);
        await Task.WhenAll(_nodes.Select(node => node.ConnectAsync(Addresses, limit.Token)));
        foreach (var node in _nodes)
            node.Go();
        StartedIn = _clock.Now.SinceZero;
    }

    private IEnumerable<IPEndPoint> Addresses => _network?.Addresses ?? _nodes.Select(node => node.Address ?? new(IPAddress.Loopback, 1));

    private Task BeginAsync(ClusterNode node, CancellationToken limit)
    {
        var own = _options.Clocks?.Invoke(node.Id) ?? new DriftingClock();
        var orders = new NodeOrders(
            node.Id,
            Nodes,
            node.Lives,
            _options.RecordsOutputsOnly ? (long)node.Lives << 40 : _record.StepsOf(node.Id),
            _options.Seed,
            _clock.Beginning,
            own.Error(Instant.Zero),
            own.DriftPartsPerBillion,
            _folder,
            _options.Folder is null,
            _credentials?[node.Id.Index],
            _options.RecordsOutputsOnly);
        return node.BeginAsync(orders, _program, new RowCodec<TMessage>(_messages, _universe).Read, limit);
    }

    private async Task<HostReport.State> AskAsync(NodeId node)
    {
        if (!NodeAt(node).IsUp)
            throw new InvalidOperationException(NodeAt(node).Failure ?? $"{node} is down.");
        using var limit = Limit(DefaultTimeout, CancellationToken.None);
        return await NodeAt(node).AskStateAsync(limit.Token);
    }

    private void OnLost(NodeId from, NodeId to, byte[] frame)
    {
        var reader = new CodecReader(frame);
        var head = MessageHead.Read(reader, Nodes);
        _record.AddNetwork(new(_clock.Now, TraceKind.Lost, to, from, head.Number, _messages.Read(reader), head.Clock));
    }

    private void ThrowIfFailed()
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        if (_nodes.FirstOrDefault(node => node.Failure is not null)?.Failure is { } failure)
            throw new ProtocolException(failure);
    }

    private ClusterNode NodeAt(NodeId node) => (uint)node.Index < (uint)_nodes.Length
        ? _nodes[node.Index]
        : throw new ArgumentOutOfRangeException(nameof(node), node, $"The nodes are P0 … P{_nodes.Length - 1}.");

    private static CancellationTokenSource Limit(Duration limit, CancellationToken cancellation)
    {
        var source = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        source.CancelAfter(TimeSpan.FromSeconds(limit.Seconds));
        return source;
    }
}
