namespace DistLab.Systems;

/// <summary>Sees what a node does, on the node's thread.</summary>
internal interface INodeObserver
{
    /// <summary>Something happened; nobody outside may know before <see cref="Publish"/>.</summary>
    void Record(in NodeRow row);

    /// <summary>What was recorded may be known from now on: all that it depends on is stable.</summary>
    void Publish();
}
