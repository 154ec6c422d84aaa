namespace DistLab.Systems.Threads;

/// <summary>How a lock is held.</summary>
public enum LockMode
{
    /// <summary>Together with others who hold it so: to read.</summary>
    Shared,

    /// <summary>Alone: to write.</summary>
    Exclusive,
}
