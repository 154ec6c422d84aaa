namespace DistLab.Analysis;

/// <summary>Who makes the runs of a sweep. Core itself uses its caller's thread; a host may use as many as it has.</summary>
public interface ISweepExecutor
{
    /// <summary>
    /// Calls <paramref name="run"/> once for each number from <paramref name="first"/> to <paramref name="count"/> − 1, beginning in that
    /// order, and returns when all have returned. It may stop early when cancelled. The runs themselves throw nothing but what is to end all.
    /// </summary>
    void Run(int first, int count, Action<int> run, CancellationToken cancellation);
}
