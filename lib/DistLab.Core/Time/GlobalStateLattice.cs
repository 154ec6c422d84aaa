using DistLab.Protocols;

namespace DistLab.Time;

/// <summary>
/// All consistent cuts of a run, and how one leads to the next by one event: every global state that the system may have gone
/// through, and every order in which it may have. They form a lattice.
/// </summary>
/// <remarks>Cooper and Marzullo 1991, "Consistent Detection of Global Predicates"; Coulouris et al., 5th ed., §14.6.</remarks>
public sealed class GlobalStateLattice
{
    /// <summary>How many cuts there may be when nothing else is said.</summary>
    public const int DefaultLimit = 100_000;

    private readonly Dictionary<ValueList<int>, Cut> _cuts = [];
    private readonly List<IReadOnlyList<Cut>> _levels = [];

    private GlobalStateLattice(CausalHistory history) => History = history;

    /// <summary>The run.</summary>
    public CausalHistory History { get; }

    /// <summary>The consistent cuts by how many events they have, from none to all; on a level in the order of their counts.</summary>
    public IReadOnlyList<IReadOnlyList<Cut>> Levels => _levels;

    /// <summary>How many consistent cuts there are.</summary>
    public int Count => _cuts.Count;

    /// <summary>The lattice of a run. It grows fast: n nodes with k events each that never talk have (k + 1)ⁿ cuts.</summary>
    /// <param name="history">The run.</param>
    /// <param name="limit">How many cuts there may be.</param>
    /// <exception cref="ArgumentException">There are more.</exception>
    public static GlobalStateLattice Of(CausalHistory history, int limit = DefaultLimit)
    {
        ArgumentNullException.ThrowIfNull(history);
        var lattice = new GlobalStateLattice(history);
        var level = new List<Cut> { new(history, VectorClock.Zero(history.Nodes).Counts) };
        while (level.Count > 0)
        {
            foreach (var cut in level)
                lattice._cuts.Add(cut.Counts, cut);
            if (lattice._cuts.Count > limit)
                throw new ArgumentException($"The run has more than {limit} consistent cuts. Take a shorter one.", nameof(history));
            lattice._levels.Add(level);
            level = [.. level.SelectMany(lattice.Following).DistinctBy(counts => counts).OrderBy(counts => counts, ByCounts.Instance).Select(counts => new Cut(history, counts))];
        }
        return lattice;
    }

    /// <summary>The cuts that follow on a cut of this lattice, by one event each.</summary>
    public IEnumerable<Cut> Next(Cut cut)
    {
        ArgumentNullException.ThrowIfNull(cut);
        return Following(cut).Select(counts => _cuts[counts]);
    }

    /// <summary>Possibly φ: whether the run may have gone through a state in which a condition holds; some cut has it.</summary>
    public bool Possibly(Func<Cut, bool> condition) => _cuts.Values.Any(condition);

    /// <summary>Definitely φ: whether the run must have gone through a state in which a condition holds: every way from the first cut to the last meets one.</summary>
    public bool Definitely(Func<Cut, bool> condition)
    {
        ArgumentNullException.ThrowIfNull(condition);
        var avoiding = new HashSet<ValueList<int>>(_levels[0].Where(cut => !condition(cut)).Select(cut => cut.Counts));
        foreach (var level in _levels.SkipLast(1))
        {
            var next = level.Where(cut => avoiding.Contains(cut.Counts)).SelectMany(Next);
            avoiding = [.. next.Where(cut => !condition(cut)).Select(cut => cut.Counts)];
        }
        return avoiding.Count == 0;
    }

    // The next event of a node may follow when the cut has all that happened before it.
    private IEnumerable<ValueList<int>> Following(Cut cut)
    {
        for (var node = 0; node < History.Nodes; node++)
        {
            var had = cut.Counts[node];
            if (had == History.Of(node).Count)
                continue;
            var counts = cut.Counts.With(node, had + 1);
            if (new Cut(History, counts).IsConsistent)
                yield return counts;
        }
    }

    private sealed class ByCounts : IComparer<ValueList<int>>
    {
        public static readonly ByCounts Instance = new();

        public int Compare(ValueList<int>? x, ValueList<int>? y) =>
            x!.Zip(y!, (left, right) => right.CompareTo(left)).FirstOrDefault(difference => difference != 0);
    }
}
