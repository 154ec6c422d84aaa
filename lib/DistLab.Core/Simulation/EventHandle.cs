namespace DistLab.Simulation;

/// <summary>Stands for an event in a queue, so that it can be cancelled. It goes stale when the event happens.</summary>
public readonly record struct EventHandle
{
    internal EventHandle(int slot, uint generation)
    {
        Slot = slot;
        Generation = generation;
    }

    internal int Slot { get; }

    internal uint Generation { get; }
}
