namespace DistLab.Coordination;

/// <summary>What a client of a lock is at.</summary>
public enum LockPhase : byte
{
    /// <summary>It does not want the lock.</summary>
    Thinking,

    /// <summary>It wants the lock.</summary>
    Waiting,

    /// <summary>It holds the lock, as far as it knows, and reads the file.</summary>
    Reading,

    /// <summary>It holds the lock, as far as it knows, and works with what it has read.</summary>
    Working,

    /// <summary>It holds the lock, as far as it knows, and writes the file.</summary>
    Writing,

    /// <summary>It gives the lock back.</summary>
    Leaving,
}
