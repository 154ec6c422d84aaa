namespace DistLab.Checking.Search;

/// <summary>
/// A fair run that stays in a region for ever. Fairness is weak: steps that can be taken from some point on for ever are taken
/// again and again. A component therefore holds a fair run exactly when all that could be done in every one of its states is
/// done, or cut short, by some step within it.
/// </summary>
/// <remarks>The argument is that of Lichtenstein and Pnueli (1985): with weak fairness, looking at whole components suffices.</remarks>
internal sealed class FairRun
{
    private readonly Region _region;
    private readonly Components _components;

    private FairRun(Region region)
    {
        _region = region;
        _components = new(region);
    }

    /// <summary>The shortest way to a fair run, as places, and how it goes round from there; <c>null</c> when there is none.</summary>
    public static (List<int> Stem, List<(int Place, ushort Ordinal)> Loop)? Find(Region region) => new FairRun(region).Find();

    private (List<int> Stem, List<(int Place, ushort Ordinal)> Loop)? Find()
    {
        var fair = FairComponents();
        for (var place = 0; place < _region.Count; place++)
        {
            if (fair[_components.Of(place)])
                return (StemTo(place), LoopFrom(place));
        }
        return null;
    }

    private List<int> StemTo(int place)
    {
        var stem = new List<int>();
        for (; place >= 0; place = _region.Parent(place))
            stem.Add(place);
        stem.Reverse();
        return stem;
    }

    private bool[] FairComponents()
    {
        var (members, starts) = _components.Members();
        var fair = new bool[_components.Count];
        var promises = new Dictionary<int, (int Able, int LastPlace, bool IsKept)>();
        for (var component = 0; component < fair.Length; component++)
        {
            var places = members.AsSpan(starts[component], starts[component + 1] - starts[component]);
            promises.Clear();
            foreach (var place in places)
            {
                foreach (var edge in _region.Edges(place))
                    Note(promises, place, edge, IsWithin(edge, component));
            }
            fair[component] = true;
            foreach (var (able, _, isKept) in promises.Values)
                fair[component] &= isKept || able < places.Length;
        }
        return fair;
    }

    /// <summary>Notes in how many places something can be done, and whether some step within the component does it or cuts it short.</summary>
    private static void Note(Dictionary<int, (int Able, int LastPlace, bool IsKept)> promises, int place, Edge edge, bool isWithin)
    {
        if (edge.Fairness < 0)
            return;
        var (able, last, isKept) = promises.GetValueOrDefault(edge.Fairness, (0, -1, false));
        var isFirst = last != place && !edge.IsReset;
        promises[edge.Fairness] = (able + (isFirst ? 1 : 0), isFirst ? place : last, isKept || isWithin);
    }

    /// <summary>Goes round within a component so that nothing is put off for ever; empty when nothing needs to be done.</summary>
    private List<(int Place, ushort Ordinal)> LoopFrom(int start)
    {
        var loop = new List<(int Place, ushort Ordinal)>();
        var owed = AbleAt(start);
        var place = start;
        while (owed.Count > 0)
        {
            var leg = Leg(place, (at, edge) => (edge.Fairness >= 0 && owed.Contains(edge.Fairness)) || owed.Except(AbleAt(edge.Target)).Any());
            foreach (var (from, edge) in leg)
            {
                Settle(owed, from, edge);
                loop.Add((from, edge.Ordinal));
                place = edge.Target;
            }
        }
        if (place != start)
            loop.AddRange(Leg(place, (_, edge) => edge.Target == start).Select(step => (step.From, step.Edge.Ordinal)));
        return loop;
    }

    /// <summary>What was taken, cut short or can no longer be taken is not owed any more.</summary>
    private void Settle(HashSet<int> owed, int from, Edge taken)
    {
        foreach (var edge in _region.Edges(from))
        {
            if (edge.Ordinal == taken.Ordinal)
                owed.Remove(edge.Fairness);
        }
        owed.IntersectWith(AbleAt(taken.Target));
    }

    /// <summary>A shortest way within a component whose last step is as wanted.</summary>
    private List<(int From, Edge Edge)> Leg(int start, Func<int, Edge, bool> isWanted)
    {
        var component = _components.Of(start);
        var cameBy = new Dictionary<int, (int From, Edge Edge)>();
        var queue = new Queue<int>([start]);
        while (queue.TryDequeue(out var place))
        {
            foreach (var edge in _region.Edges(place))
            {
                if (!IsWithin(edge, component))
                    continue;
                if (isWanted(place, edge))
                    return WayTo(start, place, edge, cameBy);
                if (edge.Target != start && cameBy.TryAdd(edge.Target, (place, edge)))
                    queue.Enqueue(edge.Target);
            }
        }
        throw new InvalidOperationException("A component that was fair has no fair loop.");
    }

    private static List<(int From, Edge Edge)> WayTo(int start, int place, Edge last, Dictionary<int, (int From, Edge Edge)> cameBy)
    {
        var way = new List<(int From, Edge Edge)> { (place, last) };
        while (place != start)
        {
            way.Add(cameBy[place]);
            place = cameBy[place].From;
        }
        way.Reverse();
        return way;
    }

    private bool IsWithin(Edge edge, int component) => edge.Target >= 0 && _components.Of(edge.Target) == component;

    /// <summary>What can be done at a place, of all that is promised.</summary>
    private HashSet<int> AbleAt(int place)
    {
        var able = new HashSet<int>();
        foreach (var edge in _region.Edges(place))
        {
            if (edge.Fairness >= 0 && !edge.IsReset)
                able.Add(edge.Fairness);
        }
        return able;
    }
}
