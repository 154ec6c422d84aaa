namespace DistLab.Simulation;

/// <summary>Stands for an event in a queue, so that it can be cancelled. It goes stale when the event happens.</summary>
public readonly record struct EventHandle
{
    internal EventHandle(int slot, uint generation)
    {
        Slot = slot;
        Generation = generation;
    }

    /// <summary>The handle of a timer that ran out at a paused node: no event of the queue, but not empty either.</summary>
    internal static EventHandle OfWaiting => new(-1, 0);

    internal int Slot { get; }

    internal uint Generation { get; }
}
