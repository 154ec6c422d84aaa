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
        if (!NodeAt(node).IsPaused)
        {
            NodeAt(node).Pause();
            Note(TraceKind.Pause, node);
        }
        return Task.CompletedTask;
    });

    /// <summary>Has a paused node go on. Nothing happens if it was not paused.</summary>
    public Task ResumeAsync(NodeId node) => AloneAsync(() =>
    {
        if (NodeAt(node).IsPaused)
        {
            Note(TraceKind.Resume, node);
            NodeAt(node).Resume();
        }
        return Task.CompletedTask;
    });

    /// <summary>Cuts the link from one node to another, not back: messages on it are lost, those under way among them.</summary>
    /// <exception cref="InvalidOperationException">The cluster was started without proxies.</exception>
    public void CutOneWay(NodeId from, NodeId to) => ApplyToLinks(Fault.Cut(from, to));

    /// <summary>Cuts the links between two nodes, both ways.</summary>
    /// <exception cref="InvalidOperationException">The cluster was started without proxies.</exception>
    public void Cut(NodeId one, NodeId other) => ApplyToLinks(Fault.Cut(LinkSet.Between(one, other)));

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
        Note(TraceKind.Partition, NodeId.Outside, fault);
    }

    /// <summary>Mends all cuts.</summary>
    /// <exception cref="InvalidOperationException">The cluster was started without proxies.</exception>
    public void Heal()
    {
        foreach (var (from, to) in Pairs())
            LinkAt(from, to).IsCut = false;
        Note(TraceKind.Heal, NodeId.Outside);
    }

    /// <summary>Mends the cuts between two nodes, both ways.</summary>
    /// <exception cref="InvalidOperationException">The cluster was started without proxies.</exception>
    public void Heal(NodeId one, NodeId other) => ApplyToLinks(Fault.Mend(LinkSet.Between(one, other)));

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

    /// <summary>
    /// Has a fault happen now that may have been written down for the simulator: the crash, restart, pause and resumption of a
    /// node; a partition, its healing, cuts and their mending; the loss, duplication, delay and reordering of messages.
    /// </summary>
    /// <exception cref="NotSupportedException">Real processes cannot be put through the fault: slowness, clocks, lies, and what befalls one message only.</exception>
    /// <exception cref="InvalidOperationException">The fault is one of links, and the cluster was started without proxies.</exception>
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
            case FaultKind.Pause:
                return PauseAsync(fault.Node);
            case FaultKind.Resume:
                return ResumeAsync(fault.Node);
            case FaultKind.Cut or FaultKind.Mend or FaultKind.Lose or FaultKind.Duplicate or FaultKind.Delay or FaultKind.Reorder when fault.Nth == 0:
                ApplyToLinks(fault);
                return Task.CompletedTask;
            default:
                throw new NotSupportedException($"Real processes cannot be put through this fault: {fault}");
        }
    }

    private void ApplyToLinks(Fault fault)
    {
        foreach (var node in fault.Links!.Senders.Concat(fault.Links.Receivers))
            _ = NodeAt(node);
        foreach (var (from, to) in Pairs().Where(pair => fault.Links.Contains(pair.From, pair.To)))
            LinkAt(from, to).Apply(fault);
        Note(TraceKind.Network, NodeId.Outside, fault);
    }

    private void Note(TraceKind kind, NodeId node, Fault? fault = null) => _record.AddNetwork(new(_clock.Now, kind, node, NodeId.Outside, 0, fault, []));

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
