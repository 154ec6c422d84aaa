using DistLab.Protocols;

namespace DistLab.Systems;

/// <summary>Starts protocols as real processes on this machine: <c>var cluster = await Cluster.StartAsync(protocol, nodes: 3);</c>.</summary>
public static class Cluster
{
    private static readonly List<IAsyncDisposable> Running = [];

    /// <summary>Starts a process for each node of a protocol, connects them, and has them begin.</summary>
    /// <param name="protocol">The protocol that every node follows. It may be declared in a cell; its fields must be data.</param>
    /// <param name="nodes">How many nodes there are, 1 … 100.</param>
    /// <param name="options">How the cluster is run.</param>
    /// <param name="cancellation">Ends the starting.</param>
    /// <returns>The cluster, with all nodes begun. It lives until it is disposed, or this process ends.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The number of nodes is out of range.</exception>
    /// <exception cref="ClusterException">A node does not come up; the message says what it said.</exception>
    /// <exception cref="CodecException">The protocol, or its messages, cannot travel; the message names the field.</exception>
    public static async Task<Cluster<TState, TMessage>> StartAsync<TState, TMessage>(
        Protocol<TState, TMessage> protocol, int nodes, ClusterOptions? options = null, CancellationToken cancellation = default)
        where TState : class
        where TMessage : class
    {
        ArgumentNullException.ThrowIfNull(protocol);
        ArgumentOutOfRangeException.ThrowIfLessThan(nodes, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(nodes, 100);
        var cluster = new Cluster<TState, TMessage>(protocol, nodes, options ?? new());
        try
        {
            await cluster.BeginAsync(cancellation);
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
        lock (Running)
            Running.Add(cluster);
        return cluster;
    }

    /// <summary>Ends every cluster that this process has started and not ended yet: those of cells that were run again, say.</summary>
    public static async Task StopAllAsync()
    {
        IAsyncDisposable[] all;
        lock (Running)
            all = [.. Running];
        foreach (var cluster in all)
            await cluster.DisposeAsync();
    }

    internal static void Forget(IAsyncDisposable cluster)
    {
        lock (Running)
            Running.Remove(cluster);
    }
}
