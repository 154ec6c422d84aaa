using System.Net;
using DistLab.Protocols;
using DistLab.Simulation;

namespace DistLab.Systems;

/// <summary>
/// A proxy before each node, so that every link can be cut, delayed and made to lose messages. Towards each end it acts with the
/// other end's certificate, which the cluster made.
/// </summary>
internal sealed class ProxyNetwork : IAsyncDisposable
{
    private static readonly Link Plain = new(Delay.None);

    private readonly int _nodes;
    private readonly LinkSecurity[] _security;
    private readonly Door[] _doors;
    private readonly ProxyLink[,] _links;
    private readonly DelayLine _line;
    private readonly Action<string> _log;

    /// <param name="hello">What a node says of itself to another.</param>
    /// <param name="nodes">How many nodes there are.</param>
    /// <param name="credentials">Those of each node; null where anybody is believed.</param>
    /// <param name="options">The cluster's options.</param>
    /// <param name="clock">The run's clock.</param>
    /// <param name="lost">Hears of each message that is lost: from whom, to whom, and its frame.</param>
    public ProxyNetwork(Func<NodeId, NodeId, Hello> hello, int nodes, IReadOnlyList<NodeCredentials>? credentials, ClusterOptions options, RunClock clock, Action<NodeId, NodeId, byte[]> lost)
    {
        _nodes = nodes;
        _log = options.Log;
        _line = new(clock);
        var random = new RandomStream(options.Seed).Derive("links");
        _links = new ProxyLink[nodes, nodes];
        for (var from = 0; from < nodes; from++)
        {
            for (var to = 0; to < nodes; to++)
                _links[from, to] = new(from, to, options.Network?[from, to] ?? Plain, random.Derive((ulong)((from * nodes) + to)), clock, _line, lost);
        }
        _security = [.. Enumerable.Range(0, nodes).Select(node => LinkSecurity.Of(credentials?[node]))];
        _doors = [.. Enumerable.Range(0, nodes).Select(node => new Door(this, node, hello))];
    }

    /// <summary>Where each node seems to be.</summary>
    public IEnumerable<IPEndPoint> Addresses => _doors.Select(door => door.Address);

    public ProxyLink this[NodeId from, NodeId to] => _links[from.Index, to.Index];

    /// <summary>Says where a node really is; null when it is down.</summary>
    public void MoveNode(NodeId node, IPEndPoint? address)
    {
        for (var from = 0; from < _nodes; from++)
            _links[from, node.Index].MoveTarget(address);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var door in _doors)
            await door.DisposeAsync();
        foreach (var link in _links)
            await link.DisposeAsync();
        foreach (var security in _security)
            security.Dispose();
        _line.Dispose();
    }

    /// <summary>Where one node is called.</summary>
    private sealed class Door : IVisitors, IAsyncDisposable
    {
        private readonly ProxyNetwork _network;
        private readonly NodeId _node;
        private readonly FrontDoor _door;

        public Door(ProxyNetwork network, NodeId node, Func<NodeId, NodeId, Hello> hello)
        {
            _network = network;
            _node = node;
            _door = new(new(IPAddress.Loopback, 0), hello(node, node), network._security[node.Index], network._log);
            _door.Open(this);
        }

        public IPEndPoint Address => _door.Address;

        // At the start a sender is let in when its way is open to the end; later the receiver may well be down.
        public async Task<string?> ExpectAsync(Hello hello, CancellationToken cancellation)
        {
            var link = _network[hello.From, _node];
            await link.ExpectAsync(() => new OutgoingLink(hello, _network._security[hello.From.Index], CodecLimits.MaxFrame * 2, _network._log)).WaitAsync(cancellation);
            return null;
        }

        public async Task ReceiveAsync(NodeId from, FrameReader frames, CancellationToken cancellation)
        {
            var link = _network[from, _node];
            while (await frames.NextAsync(cancellation) is { } frame)
                link.Carry(frame);
        }

        public ValueTask DisposeAsync() => _door.DisposeAsync();
    }
}
