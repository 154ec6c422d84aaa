using DistLab.Protocols;

namespace DistLab.Systems;

/// <summary>Where a node's messages to other nodes go; called on the node's thread.</summary>
internal interface INodePort<in TMessage>
{
    /// <summary>Takes a message that must not leave before <see cref="Publish"/>.</summary>
    /// <returns>False when there is no room and the message is lost.</returns>
    bool TrySend(NodeId to, long number, long[] clock, TMessage message);

    /// <summary>What was taken may leave: all that it depends on is stable.</summary>
    void Publish();
}
