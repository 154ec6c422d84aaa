namespace DistLab.Consensus;

/// <summary>Output by the watcher whenever its opinion of the other changes.</summary>
public enum Suspicion : byte
{
    /// <summary>It is alive, after all.</summary>
    Trusted,

    /// <summary>It seems to have crashed.</summary>
    Suspected,
}
