namespace DistLab.Checking;

/// <summary>One piece after the other, on the caller's thread.</summary>
public sealed class OneWorker : IWorkers
{
    private OneWorker()
    {
    }

    /// <summary>The one.</summary>
    public static IWorkers Instance { get; } = new OneWorker();

    /// <summary>One at a time.</summary>
    public int Count => 1;

    /// <inheritdoc/>
    public void Run(int pieces, Action<int> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        for (var piece = 0; piece < pieces; piece++)
            work(piece);
    }
}
