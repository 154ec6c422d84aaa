using DistLab.Protocols;
using DistLab.Simulation;

namespace DistLab.Systems;

// What may befall a cluster.
public sealed partial class Cluster<TState, TMessage>
{
    /// <summary>Kills a node's process, as <c>kill -9</c> does: it keeps what is durable, and nothing else. Nothing happens if it is down.</summary>
    public Task KillAsync(NodeId node) => AloneAsync(async () =>
    {
        if (!NodeAt(node).IsUp)
            return;
        _network?.MoveNode(node, null);
        await NodeAt(node).KillAsync();
    });

    /// <summary>Starts a node that is down again, in a new process; done when it has begun. Nothing happens if it is up.</summary>
    /// <exception cref="ClusterException">It does not come up.</exception>
    public Task RestartAsync(NodeId node) => AloneAsync(async () =>
    {
        var back = NodeAt(node);
        if (back.IsUp)
            return;
        using var limit = Limit(_options.StartLimit, CancellationToken.None);
        await BeginAsync(back, limit.Token);
        if (_network is { } network)
        {
            network.MoveNode(node, back.Address);
            await back.ConnectAsync(Addresses, limit.Token);
            while (_nodes.Any(other => other != back && !network[other.Id, node].IsOpen))
                await Task.Delay(2, limit.Token);
        }
        else
        {
            foreach (var other in _nodes.Where(other => other == back || other.IsUp))
                other.Connect(Addresses);
        }
        back.Go();
        await WaitUntilAsync(() => _record.HasBegun(node), _options.StartLimit);
    });

    /// <summary>Stops a node amid what it does, as if its machine stood still: it keeps its connections and its place in time. Not on Windows.</summary>
    /// <exception cref="PlatformNotSupportedException">The system cannot do that.</exception>
    /// <exception cref="InvalidOperationException">The node is down.</exception>
    public Task PauseAsync(NodeId node) => AloneAsync(() =>
    {
        if (!NodeAt(node).IsUp)
            throw new InvalidOperationException($"{node} is down.");
        NodeAt(node).Pause();
        return Task.CompletedTask;
    });

    /// <summary>Has a paused node go on. Nothing happens if it was not paused.</summary>
    public Task ResumeAsync(NodeId node) => AloneAsync(() =>
    {
        NodeAt(node).Resume();
        return Task.CompletedTask;
    });

    /// <summary>Cuts the link from one node to another, not back: messages on it are lost, those under way among them.</summary>
    /// <exception cref="InvalidOperationException">The cluster was started without proxies.</exception>
    public void CutOneWay(NodeId from, NodeId to) => LinkAt(from, to).IsCut = true;

    /// <summary>Cuts the links between two nodes, both ways.</summary>
    /// <exception cref="InvalidOperationException">The cluster was started without proxies.</exception>
    public void Cut(NodeId one, NodeId other)
    {
        CutOneWay(one, other);
        CutOneWay(other, one);
    }

    /// <summary>The network falls apart: messages pass within a side only. Nodes that are in no side form one more together. It replaces all cuts before it.</summary>
    /// <exception cref="InvalidOperationException">The cluster was started without proxies.</exception>
    public void Partition(params IEnumerable<IEnumerable<NodeId>> sides)
    {
        var fault = Fault.Partition(sides);
        var sideOf = new int[Nodes];
        for (var side = 0; side < fault.Sides.Count; side++)
        {
            foreach (var node in fault.Sides[side])
                sideOf[NodeAt(node).Id.Index] = side + 1;
        }
        foreach (var (from, to) in Pairs())
            LinkAt(from, to).IsCut = sideOf[from.Index] != sideOf[to.Index];
        _record.AddNetwork(new(_clock.Now, TraceKind.Partition, NodeId.Outside, NodeId.Outside, 0, fault, []));
    }

    /// <summary>Mends all cuts.</summary>
    /// <exception cref="InvalidOperationException">The cluster was started without proxies.</exception>
    public void Heal()
    {
        foreach (var (from, to) in Pairs())
            LinkAt(from, to).IsCut = false;
        _record.AddNetwork(new(_clock.Now, TraceKind.Heal, NodeId.Outside, NodeId.Outside, 0, null, []));
    }

    /// <summary>Mends the cuts between two nodes, both ways.</summary>
    /// <exception cref="InvalidOperationException">The cluster was started without proxies.</exception>
    public void Heal(NodeId one, NodeId other)
    {
        LinkAt(one, other).IsCut = false;
        LinkAt(other, one).IsCut = false;
    }

    /// <summary>Says what the link from one node to another does to messages from now on: their delay, loss and copies, as in the simulator.</summary>
    /// <exception cref="InvalidOperationException">The cluster was started without proxies.</exception>
    public void SetLink(NodeId from, NodeId to, Link link)
    {
        ArgumentNullException.ThrowIfNull(link);
        LinkAt(from, to).Link = link;
    }

    /// <summary>Says what all links do to messages from now on; a delay will do.</summary>
    /// <exception cref="InvalidOperationException">The cluster was started without proxies.</exception>
    public void SetNetwork(Network network)
    {
        ArgumentNullException.ThrowIfNull(network);
        foreach (var (from, to) in Pairs())
            SetLink(from, to, network[from, to]);
    }

    /// <summary>Has a fault happen now that may have been written down for the simulator.</summary>
    /// <exception cref="NotSupportedException">The fault is of a kind that real processes cannot be put through.</exception>
    public Task ApplyAsync(Fault fault)
    {
        ArgumentNullException.ThrowIfNull(fault);
        switch (fault.Kind)
        {
            case FaultKind.Crash:
                return KillAsync(fault.Node);
            case FaultKind.Restart:
                return RestartAsync(fault.Node);
            case FaultKind.Partition:
                Partition(fault.Sides);
                return Task.CompletedTask;
            case FaultKind.Heal:
                Heal();
                return Task.CompletedTask;
            default:
                throw new NotSupportedException($"Real processes cannot be put through this fault: {fault}");
        }
    }

    private async Task AloneAsync(Func<Task> action)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        await _oneAtATime.WaitAsync();
        try
        {
            await action();
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    private IEnumerable<(NodeId From, NodeId To)> Pairs() =>
        from one in Enumerable.Range(0, Nodes)
        from other in Enumerable.Range(0, Nodes)
        where one != other
        select ((NodeId)one, (NodeId)other);

    private ProxyLink LinkAt(NodeId from, NodeId to)
    {
        _ = NodeAt(from);
        _ = NodeAt(to);
        return _network?[from, to]
            ?? throw new InvalidOperationException($"The cluster was started without proxies ({nameof(ClusterOptions)}.{nameof(ClusterOptions.Proxied)}), so that its links cannot be interfered with.");
    }
}
