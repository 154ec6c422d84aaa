namespace DistLab.Checking.Search;

/// <summary>Looks again at the states of a transition system.</summary>
internal sealed class SystemExplorer<TState>(SystemSpace<TState> space) : Explorer<TState>
    where TState : notnull
{
    private readonly Successors<TState> _successors = new(isDescribing: false);

    public override TState View(int number) => space[number];

    // A step that changes nothing is none: neither does it count as taken, nor as something that could be.
    public override void AddEdges(int number, List<Edge> edges)
    {
        _successors.Clear();
        space.System.Next(space[number], _successors);
        for (var i = 0; i < _successors.Entries.Length; i++)
        {
            ref readonly var entry = ref _successors.Entries[i];
            var target = space.NumberOf(entry.State);
            if (target != number)
                edges.Add(new(target, Math.Max(-1, entry.Fairness), (ushort)i));
        }
    }
}
