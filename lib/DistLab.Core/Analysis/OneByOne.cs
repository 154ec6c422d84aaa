namespace DistLab.Analysis;

/// <summary>One run after the other, on the caller's thread.</summary>
public sealed class OneByOne : ISweepExecutor
{
    private OneByOne()
    {
    }

    /// <summary>The only one there is.</summary>
    public static OneByOne Instance { get; } = new();

    /// <inheritdoc/>
    public void Run(int first, int count, Action<int> run, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(run);
        for (var number = first; number < count && !cancellation.IsCancellationRequested; number++)
            run(number);
    }
}
