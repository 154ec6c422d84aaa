using DistLab.Analysis;

namespace DistLab.Notebooks;

/// <summary>Makes the runs of a sweep on several threads, as many as the machine has cores unless told.</summary>
/// <param name="cores">On how many threads; 0 for one each core.</param>
public sealed class AllCores(int cores = 0) : ISweepExecutor
{
    /// <inheritdoc/>
    public void Run(int first, int count, Action<int> run, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(run);
        var threads = Math.Clamp(cores > 0 ? cores : Environment.ProcessorCount, 1, Math.Max(1, count - first));
        var next = first - 1;
        Exception? failure = null;
        var others = Enumerable.Range(1, threads - 1).Select(_ => new Thread(Work) { IsBackground = true, Name = "sweep" }).ToList();
        others.ForEach(thread => thread.Start());
        Work();
        others.ForEach(thread => thread.Join());
        if (failure is not null)
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(failure);

        // Runs are begun in their order, so that what is kept grows from the front.
        void Work()
        {
            try
            {
                for (var number = Interlocked.Increment(ref next); number < count && failure is null && !cancellation.IsCancellationRequested; number = Interlocked.Increment(ref next))
                    run(number);
            }
            catch (Exception e)
            {
                Interlocked.CompareExchange(ref failure, e, null);
            }
        }
    }
}
