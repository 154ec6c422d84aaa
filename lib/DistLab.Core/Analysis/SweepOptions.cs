namespace DistLab.Analysis;

/// <summary>How a sweep is made.</summary>
public sealed record SweepOptions
{
    /// <summary>Who makes the runs; by default the caller's thread, one after the other.</summary>
    public ISweepExecutor Executor { get; init; } = OneByOne.Instance;

    /// <summary>Where results are kept, so that a sweep that was broken off can be taken up again; by default nowhere.</summary>
    public ISweepStore? Store { get; init; }

    /// <summary>What version of the experiment this is. Results that were kept of another one are not used.</summary>
    public string Version { get; init; } = "";

    /// <summary>Who is told the share of runs that are made, 0 to 1. It is told by whoever makes the runs, one at a time, and never goes back.</summary>
    public IProgress<double>? Progress { get; init; }

    /// <summary>Ends the sweep when it is cancelled. A run under way is let finish, unless it looks at the same token itself.</summary>
    public CancellationToken Cancellation { get; init; }
}
