namespace DistLab.Notebooks;

/// <summary>How far a <see cref="ProgressBar"/> has come.</summary>
public enum ProgressState
{
    /// <summary>There is work left.</summary>
    Running,

    /// <summary>All was done.</summary>
    Done,

    /// <summary>It was stopped before the end.</summary>
    Cancelled,

    /// <summary>It broke off.</summary>
    Failed,
}
