namespace DistLab.Systems.Threads;

/// <summary>Whose request is ended to break a circle of waiting. Of several that are equal it is the one that began last.</summary>
public enum VictimPolicy
{
    /// <summary>The one that began last. As a session keeps its age when it tries again, the oldest always gets through: nobody starves.</summary>
    Youngest,

    /// <summary>The one that holds the fewest locks, and so has the least to give back.</summary>
    FewestLocks,

    /// <summary>The one that would lose the least work, as it has said itself in <see cref="LockSession.Work"/>.</summary>
    LeastWork,
}
