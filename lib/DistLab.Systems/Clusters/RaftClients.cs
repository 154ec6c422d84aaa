using DistLab.Consensus;

namespace DistLab.Systems;

/// <summary>Clients of what Raft replicates on a cluster.</summary>
public static class RaftClients
{
    /// <summary>A client of the service on this cluster.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <param name="number">By which number the servers know it; no two clients may have the same.</param>
    /// <example><code>
    /// var cluster = await Cluster.StartAsync(new RaftStore(3), nodes: 3);
    /// await cluster.Client().AskAsync(new StoreCommand.Put("x", "5"))
    /// </code></example>
    public static RaftClient<TMachine, TCommand, TResult> Client<TMachine, TCommand, TResult>(
        this Cluster<Raft<TMachine, TCommand, TResult>.State, Raft<TMachine, TCommand, TResult>.Message> cluster, long number = 1)
        where TMachine : class
        where TCommand : class
        where TResult : class
    {
        ArgumentNullException.ThrowIfNull(cluster);
        return new(cluster, number);
    }
}
