using DistLab.Protocols;

namespace DistLab.Coordination;

/// <summary>
/// The voting sets of Maekawa's algorithm: each process has one, is in its own, and any two have a member in common. That
/// member votes for one at a time, and so no two processes can have all the votes of their sets.
/// </summary>
/// <remarks>M. Maekawa, A √N algorithm for mutual exclusion in decentralized systems, ACM TOCS 3(2), 1985.</remarks>
public sealed class Quorums
{
    private readonly NodeSet[] _sets;

    private Quorums(IEnumerable<NodeSet> sets) => _sets = [.. sets];

    /// <summary>How many processes, and so sets, there are.</summary>
    public int Count => _sets.Length;

    /// <summary>K: how many members the largest set has.</summary>
    public int Size => _sets.Max(set => set.Count);

    /// <summary>Whether any two sets have a member in common, without which there is no safety.</summary>
    public bool Intersect => _sets.All(one => _sets.All(other => one.Any(other.Contains)));

    /// <summary>Whether each process is in its own set.</summary>
    public bool HoldTheirOwn => Enumerable.Range(0, Count).All(node => _sets[node].Contains(node));

    /// <summary>The voting set of a process.</summary>
    /// <exception cref="IndexOutOfRangeException">There is no such process.</exception>
    public NodeSet this[NodeId node] => _sets[node.Index];

    /// <summary>Any sets: of process 0, of process 1, and so on. Whether they intersect is not asked.</summary>
    /// <exception cref="ArgumentException">There is no set, a set is empty, or it names a process that has none.</exception>
    public static Quorums Of(params IEnumerable<NodeSet> sets)
    {
        ArgumentNullException.ThrowIfNull(sets);
        var quorums = new Quorums(sets);
        if (quorums.Count == 0 || quorums._sets.Any(set => set.Count == 0 || set.Any(node => node.Index >= quorums.Count)))
            throw new ArgumentException($"There must be a set for each process, with at least one member, and all members must be among the {quorums.Count} processes that have one.", nameof(sets));
        return quorums;
    }

    /// <summary>The smallest sets that this class can make: a projective plane where there is one, a grid otherwise.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number of processes is not in 1 … 64.</exception>
    public static Quorums For(int processes)
    {
        Require(processes);
        return TryProjectivePlane(processes) ?? Grid(processes);
    }

    /// <summary>
    /// The processes stand in a square, row by row, and each one's set is its row and its column: about 2√N members. The last
    /// row may be shorter.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The number of processes is not in 1 … 64.</exception>
    public static Quorums Grid(int processes)
    {
        Require(processes);
        var side = (int)Math.Ceiling(Math.Sqrt(processes));
        return new(Enumerable.Range(0, processes).Select(node =>
            NodeSet.Of([.. Enumerable.Range(0, processes).Where(other => other / side == node / side || other % side == node % side).Select(other => new NodeId(other))])));
    }

    /// <summary>
    /// The lines of a projective plane: N = K² − K + 1 processes, and any two sets have exactly one member in common. No smaller
    /// sets of equal size are possible. The planes here are for K = 2, 3, 4, 5, 6 and 8; for K = 7 there is none.
    /// </summary>
    /// <remarks>Found as a perfect difference set (J. Singer, 1938): a set D such that each number but 0 is one difference, modulo N, of members of D; process i's set is i + D.</remarks>
    /// <param name="processes">3, 7, 13, 21, 31 or 57.</param>
    /// <exception cref="ArgumentOutOfRangeException">No plane of this size is known here.</exception>
    public static Quorums ProjectivePlane(int processes) => TryProjectivePlane(processes)
        ?? throw new ArgumentOutOfRangeException(nameof(processes), processes, "A projective plane is here for 3, 7, 13, 21, 31 or 57 processes.");

    /// <summary>Set by set.</summary>
    public override string ToString() => string.Join(", ", _sets);

    private static Quorums? TryProjectivePlane(int processes)
    {
        int[] sizes = [2, 3, 4, 5, 6, 8];
        var size = sizes.FirstOrDefault(k => (k * k) - k + 1 == processes);
        if (size == 0 || PerfectDifferences(processes, size, [0]) is not { } differences)
            return null;
        return new(Enumerable.Range(0, processes).Select(node => NodeSet.Of([.. differences.Select(d => new NodeId((node + d) % processes))])));
    }

    private static List<int>? PerfectDifferences(int modulus, int size, List<int> chosen)
    {
        if (chosen.Count == size)
            return chosen;
        for (var next = chosen[^1] + 1; next < modulus; next++)
        {
            List<int> longer = [.. chosen, next];
            if (AllDiffer(longer, modulus) && PerfectDifferences(modulus, size, longer) is { } found)
                return found;
        }
        return null;
    }

    private static bool AllDiffer(List<int> numbers, int modulus)
    {
        var differences = from one in numbers from other in numbers where one != other select (one - other + modulus) % modulus;
        return differences.Distinct().Count() == numbers.Count * (numbers.Count - 1);
    }

    private static void Require(int processes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(processes, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(processes, 64);
    }
}
