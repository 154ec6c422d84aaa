namespace DistLab.Checking;

/// <summary>
/// Who carries out pieces of work that touch nothing in common. Core itself starts no thread: a host that has some lends them
/// through this. What is computed does not depend on it, only how soon.
/// </summary>
public interface IWorkers
{
    /// <summary>How many pieces can be in hand at once, at least 1.</summary>
    int Count { get; }

    /// <summary>Does <paramref name="work"/> for 0 … <paramref name="pieces"/> − 1, in any order, perhaps at once, and returns when all are done.</summary>
    void Run(int pieces, Action<int> work);
}
