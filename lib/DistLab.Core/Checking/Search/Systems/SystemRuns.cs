namespace DistLab.Checking.Search;

internal static class SystemRuns
{
    /// <summary>Goes along a path once more, now with labels.</summary>
    public static SystemRun<TState> Retrace<TState>(ITransitionSystem<TState> system, Path path)
        where TState : notnull
    {
        var start = system.Initial.ElementAt(path.Initial);
        var next = new Successors<TState>(isDescribing: true);
        var steps = new List<SystemStep<TState>>();
        var state = start;
        foreach (var ordinal in path.Ordinals)
        {
            next.Clear();
            system.Next(state, next);
            state = next.Entries[ordinal].State;
            steps.Add(new(next.Labels[ordinal], state));
        }
        return new(start, steps, path.LoopsFrom);
    }
}
