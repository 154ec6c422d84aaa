namespace DistLab.Checking;

/// <summary>What becomes of a node that has crashed.</summary>
public enum AfterCrash : byte
{
    /// <summary>It may come back, or not: nothing is promised.</summary>
    MayRestart,

    /// <summary>It comes back sooner or later.</summary>
    Restarts,

    /// <summary>It stays down for ever.</summary>
    StaysDown,
}
