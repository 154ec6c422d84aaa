using System.Runtime.ExceptionServices;
using DistLab.Checking;

namespace DistLab.Notebooks;

/// <summary>The machine's cores, lent to work that can be cut into pieces.</summary>
public sealed class Cores : IWorkers
{
    private Cores(int count) => Count = count;

    /// <summary>All of them.</summary>
    public static Cores All { get; } = new(Environment.ProcessorCount);

    /// <inheritdoc/>
    public int Count { get; }

    /// <summary>At most so many of them.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is not above zero.</exception>
    public static Cores UpTo(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        return new(Math.Min(count, All.Count));
    }

    /// <inheritdoc/>
    public void Run(int pieces, Action<int> work)
    {
        try
        {
            Parallel.For(0, pieces, new ParallelOptions { MaxDegreeOfParallelism = Count }, work);
        }
        catch (AggregateException e)
        {
            // Which piece failed first is chance; what one of them has to say is what a single worker would say.
            ExceptionDispatchInfo.Throw(e.InnerExceptions[0]);
        }
    }
}
