using DistLab.Protocols;

namespace DistLab.Replication;

/// <summary>With whom to gossip.</summary>
internal static class Gossip
{
    /// <summary>One of the other nodes, each as likely.</summary>
    public static NodeId Partner<TMessage>(NodeId self, int nodes, Effects<TMessage> effects)
        where TMessage : class => (self.Index + 1 + effects.Choose(nodes - 1)) % nodes;
}
