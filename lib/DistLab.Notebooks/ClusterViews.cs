using DistLab.Systems;

namespace DistLab.Notebooks;

/// <summary>Clusters of real processes, shown in a notebook.</summary>
public static class ClusterViews
{
    /// <summary>What has happened in a cluster so far, as a space-time diagram.</summary>
    public static SpaceTimeDiagram Diagram<TState, TMessage>(this Cluster<TState, TMessage> cluster)
        where TState : class
        where TMessage : class
    {
        ArgumentNullException.ThrowIfNull(cluster);
        return SpaceTimeDiagram.Of(cluster.Trace).Footer($"{cluster.Nodes} processes on this machine, the time from their start.");
    }
}
