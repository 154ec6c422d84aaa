using System.Net;
using DistLab.Protocols;

namespace DistLab.Systems;

/// <summary>A node's messages on their way: to frames and out, or in and from frames.</summary>
internal sealed class NodeTraffic<TMessage> : INodePort<TMessage>, IVisitors, IAsyncDisposable
    where TMessage : class
{
    private readonly NodeId _self;
    private readonly int _nodes;
    private readonly MessageCodec<TMessage> _codec;
    private readonly LinkSecurity _security;
    private readonly FrontDoor _door;
    private readonly OutgoingLink?[] _links;
    private readonly CodecWriter _frame = new(CodecLimits.MaxFrame);
    private readonly bool[] _isDirty;
    private Func<List<NodeEvent<TMessage>>, Task> _received = _ => Task.CompletedTask;

    public NodeTraffic(NodeId self, NodeOptions options, MessageCodec<TMessage> codec)
    {
        _self = self;
        _nodes = options.Nodes;
        _codec = codec;
        _isDirty = new bool[_nodes];
        _security = LinkSecurity.Of(options.Credentials);
        _door = new(options.Address, HelloTo(self, options), _security, options.Log);
        _links = [.. Enumerable.Range(0, _nodes).Select(i => i == self.Index ? null : new OutgoingLink(HelloTo(i, options), _security, options.MaxQueuedBytes, options.Log))];
    }

    /// <summary>Where the node is called.</summary>
    public IPEndPoint Address => _door.Address;

    /// <summary>Done when all other nodes have been reached once.</summary>
    public Task Connected => Task.WhenAll(_links.OfType<OutgoingLink>().Select(link => link.FirstConnected));

    /// <summary>Lets the others in.</summary>
    /// <param name="received">Takes what arrives, and is done when there is room for more.</param>
    public void Open(Func<List<NodeEvent<TMessage>>, Task> received)
    {
        _received = received;
        _door.Open(this);
    }

    public void Connect(IReadOnlyList<IPEndPoint> addresses)
    {
        if (addresses.Count != _nodes)
            throw new ArgumentException($"There are {_nodes} nodes, but {addresses.Count} addresses.", nameof(addresses));
        for (var i = 0; i < _nodes; i++)
            _links[i]?.Call(addresses[i]);
    }

    public bool TrySend(NodeId to, long number, long[] clock, TMessage message)
    {
        _frame.Clear();
        new MessageHead(number, clock).Write(_frame);
        var head = _frame.Length;
        _codec.Write(_frame, message);
        if (_frame.Length - head > CodecLimits.MaxMessage)
            throw new CodecException($"A message of {_frame.Length - head:N0} bytes is too large; at most {CodecLimits.MaxMessage:N0} can be sent.");
        if (!_links[to.Index]!.TryQueue(_frame.Written))
            return false;
        _isDirty[to.Index] = true;
        return true;
    }

    public void Publish()
    {
        for (var i = 0; i < _nodes; i++)
        {
            if (_isDirty[i])
                _links[i]!.Send();
            _isDirty[i] = false;
        }
    }

    public Task<string?> ExpectAsync(Hello hello, CancellationToken cancellation) => Task.FromResult<string?>(null);

    public async Task ReceiveAsync(NodeId from, FrameReader frames, CancellationToken cancellation)
    {
        var reader = new CodecReader();
        var events = new List<NodeEvent<TMessage>>();
        do
        {
            try
            {
                while (frames.TryNext(out var frame))
                {
                    reader.Reset(frame.Array!, frame.Offset, frame.Count);
                    events.Add(Read(from, reader));
                }
            }
            finally
            {
                // What came before a bad frame has come.
                if (events.Count > 0)
                    await _received(events).WaitAsync(cancellation);
                events.Clear();
            }
        }
        while (await frames.FillAsync(cancellation));
    }

    public async ValueTask DisposeAsync()
    {
        await _door.DisposeAsync();
        foreach (var link in _links.OfType<OutgoingLink>())
            await link.DisposeAsync();
        _security.Dispose();
    }

    private NodeEvent<TMessage> Read(NodeId from, CodecReader reader)
    {
        var head = MessageHead.Read(reader, _nodes);
        var message = _codec.Read(reader) ?? throw new CodecException($"{from} sent nothing.");
        reader.End();
        return new(from, message, head.Number, head.Clock);
    }

    private Hello HelloTo(NodeId to, NodeOptions options) => new(options.Cluster, _self, to, _nodes, _codec.Schema);
}
