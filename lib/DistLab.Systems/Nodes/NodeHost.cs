using System.Net;
using DistLab.Protocols;
using DistLab.Time;

namespace DistLab.Systems;

/// <summary>
/// Runs one node of a protocol in this process: messages go over TCP, timers by the wall clock, durable state into a
/// write-ahead file. The protocol's code is the one that the simulator runs; it is called on one thread.
/// </summary>
/// <remarks>
/// <para>Between two nodes messages arrive in the order of their sending, at most once. A message is lost when the connection
/// breaks while it is under way, or when too much waits for the other node. Timers run out up to about a millisecond late.</para>
/// <para>What a step sends and outputs leaves only when the durable state after it is on the disk.</para>
/// </remarks>
/// <typeparam name="TState">What one node remembers.</typeparam>
/// <typeparam name="TMessage">What nodes send to each other.</typeparam>
public sealed class NodeHost<TState, TMessage> : IAsyncDisposable
    where TState : class
    where TMessage : class
{
    private readonly NodeTraffic<TMessage> _traffic;
    private readonly NodeLoop<TState, TMessage> _loop;
    private readonly DurableState<TState>? _durable;
    private bool _isStarted;

    /// <summary>Opens the node's door and its file; it does nothing yet.</summary>
    /// <param name="protocol">The protocol that every node follows.</param>
    /// <param name="self">The node.</param>
    /// <param name="options">The circumstances.</param>
    /// <exception cref="ArgumentException">The options contradict each other.</exception>
    /// <exception cref="CodecException">The protocol's messages cannot be sent.</exception>
    /// <exception cref="IOException">The port is taken, or the durable state cannot be read.</exception>
    public NodeHost(Protocol<TState, TMessage> protocol, NodeId self, NodeOptions options)
        : this(protocol, self, options, TypeUniverse.Of(protocol?.GetType() ?? typeof(object), typeof(TState), typeof(TMessage)), null)
    {
    }

    internal NodeHost(Protocol<TState, TMessage> protocol, NodeId self, NodeOptions options, TypeUniverse universe, INodeObserver? observer)
    {
        ArgumentNullException.ThrowIfNull(protocol);
        ArgumentNullException.ThrowIfNull(options);
        Check(self, options);
        Self = self;
        var time = options.Time ?? RunClock.Start();
        var clock = new DriftingClock(options.ClockOffset, options.ClockDriftPartsPerBillion);
        var life = new NodeLife(self, options.Nodes, options.Life, options.StepsBefore, options.Seed, time, clock);
        Messages = new(universe);
        if (options.Folder is { } folder)
            _durable = new(Path.Combine(folder, $"{self}.wal"), universe, protocol);
        try
        {
            _traffic = new(self, options, Messages);
        }
        catch
        {
            _durable?.Dispose();
            throw;
        }
        _loop = new(protocol, life, _traffic, _durable, observer);
        _traffic.Open(_loop.PostAsync);
    }

    /// <summary>The node.</summary>
    public NodeId Self { get; }

    /// <summary>Where the node listens.</summary>
    public IPEndPoint Address => _traffic.Address;

    /// <summary>Done when the connections to all other nodes have stood once.</summary>
    public Task Connected => _traffic.Connected;

    /// <summary>Done when the node was stopped; failed when the protocol's code or the disk failed.</summary>
    public Task Completion => _loop.Completion;

    internal MessageCodec<TMessage> Messages { get; }

    /// <summary>Says where the nodes are, or that some have moved.</summary>
    /// <param name="addresses">An address for each node; this node's own does not matter.</param>
    /// <exception cref="ArgumentException">There are more or fewer addresses than nodes.</exception>
    public void Connect(IReadOnlyList<IPEndPoint> addresses)
    {
        ArgumentNullException.ThrowIfNull(addresses);
        _traffic.Connect(addresses);
    }

    /// <summary>Has the node begin: with <see cref="Protocol{TState, TMessage}.Start"/>, or with its restart if it lived before.</summary>
    public void Start()
    {
        if (_isStarted)
            throw new InvalidOperationException($"{Self} has started already.");
        _isStarted = true;
        _loop.Start();
    }

    /// <summary>Has a message from outside the system arrive at the node.</summary>
    public void Inject(TMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        Inject(message, 0);
    }

    internal void Inject(TMessage message, long number) => _loop.Post(new(NodeId.Outside, message, number, null));

    /// <summary>The node's state after all that has come so far; its messages are then on their way.</summary>
    /// <exception cref="InvalidOperationException">The node has not started, or has stopped.</exception>
    public async Task<TState> StateAsync()
    {
        var state = new TaskCompletionSource<TState>(TaskCreationOptions.RunContinuationsAsynchronously);
        if (!_isStarted)
            throw new InvalidOperationException($"{Self} has not started.");
        _loop.Post(new(NodeId.Outside, null, 0, null, () => state.SetResult(_loop.State!)));
        await Task.WhenAny(state.Task, Completion);
        return state.Task.IsCompleted ? await state.Task : throw new InvalidOperationException($"{Self} has stopped.", Completion.Exception?.InnerException);
    }

    /// <summary>Stops the node where it is: what it has not sent yet it never will.</summary>
    public async ValueTask DisposeAsync()
    {
        _loop.Stop();
        if (_isStarted)
            await Completion.ContinueWith(_ => { }, TaskScheduler.Default);
        await _traffic.DisposeAsync();
        _durable?.Dispose();
    }

    private static void Check(NodeId self, NodeOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Nodes, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.Nodes, 1_000, nameof(options));
        if ((uint)self.Index >= (uint)options.Nodes)
            throw new ArgumentOutOfRangeException(nameof(self), self, $"The nodes are P0 … P{options.Nodes - 1}.");
        if (options.Credentials is null && !options.TrustAnybody)
            throw new ArgumentException($"Give the node credentials of a {nameof(ClusterCertificates)}, or set {nameof(NodeOptions.TrustAnybody)} to do without.", nameof(options));
        if (options.Credentials is { } credentials && credentials.Node != self)
            throw new ArgumentException($"The credentials are {credentials.Node}'s, the node is {self}.", nameof(options));
    }
}
