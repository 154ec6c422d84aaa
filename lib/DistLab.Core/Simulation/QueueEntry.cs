namespace DistLab.Simulation;

/// <summary>Where an event stands in the calendar.</summary>
/// <remarks>
/// Its two words are written one by one, never copied in from a local: a 16-byte load just after two 8-byte stores has to
/// wait for both to reach the cache, which costs a queue of one event a sixth of its time.
/// </remarks>
internal struct QueueEntry
{
    public long Time;

    /// <summary>The slot that holds the event in the lower half, that slot's generation in the upper; stale once they differ.</summary>
    public ulong Ticket;
}
