namespace DistLab.Systems.Threads;

/// <summary>
/// A place where threads wait for each other: who comes waits until so many have come; from then on nobody waits any more. So
/// an interleaving of threads can be had at will, and a thread that tries again passes.
/// </summary>
/// <param name="count">How many must come.</param>
public sealed class Rendezvous(int count)
{
    private readonly ManualResetEventSlim _all = new(count <= 0);
    private int _missing = count;

    /// <summary>Comes, and waits for the others.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled while it waited.</exception>
    public void Meet(CancellationToken cancellation = default)
    {
        if (Interlocked.Decrement(ref _missing) <= 0)
            _all.Set();
        _all.Wait(cancellation);
    }
}
