using DistLab.Checking;

namespace DistLab.Core.Tests.Checking;

/// <summary>Real threads, as many as asked for.</summary>
internal sealed class Cores(int count) : IWorkers
{
    public static IWorkers All { get; } = new Cores(Environment.ProcessorCount);

    public int Count => count;

    public void Run(int pieces, Action<int> work) => Parallel.For(0, pieces, new ParallelOptions { MaxDegreeOfParallelism = count }, work);
}
