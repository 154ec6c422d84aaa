namespace DistLab.Consensus;

/// <summary>
/// All states of a deterministic asynchronous system that can be reached, each with the decisions that can still come of it.
/// A state of which both can come is bivalent: there the scheduler decides, and not the processes.
/// </summary>
/// <remarks>The notion of Fischer, Lynch and Paterson, "Impossibility of Distributed Consensus with One Faulty Process" (1985).</remarks>
/// <typeparam name="TState">What one node remembers.</typeparam>
/// <typeparam name="TMessage">What nodes send to each other.</typeparam>
public sealed class ValenceGraph<TState, TMessage>
    where TState : class
    where TMessage : class
{
    internal ValenceGraph(IReadOnlyList<ValenceState<TState, TMessage>> states, IReadOnlyList<ValenceStep<TMessage>> steps, bool isComplete) =>
        (States, Steps, IsComplete) = (states, steps, isComplete);

    /// <summary>The states; the first is the one that the system begins in.</summary>
    public IReadOnlyList<ValenceState<TState, TMessage>> States { get; }

    /// <summary>The steps between them.</summary>
    public IReadOnlyList<ValenceStep<TMessage>> Steps { get; }

    /// <summary>Whether all states were found. If not, a state may have more decisions before it than was seen.</summary>
    public bool IsComplete { get; }

    /// <summary>How many states are of a valence.</summary>
    public int Count(Valence valence) => States.Count(state => state.Valence == valence);

    /// <summary>A longest way from the start through bivalent states, of those on which each step leads further away from the start.</summary>
    public IReadOnlyList<int> BivalentPath()
    {
        var before = new int[States.Count];
        Array.Fill(before, -1);
        var last = States[0].Valence == Valence.Bivalent ? 0 : -1;
        // Steps stand in the order of the states that they leave, and so, in a breadth-first search, by depth.
        foreach (var step in Steps)
        {
            if (States[step.To].Valence != Valence.Bivalent || States[step.To].Depth != States[step.From].Depth + 1 || before[step.To] >= 0)
                continue;
            if (step.From != 0 && before[step.From] < 0)
                continue;
            before[step.To] = step.From;
            if (last < 0 || States[step.To].Depth > States[last].Depth)
                last = step.To;
        }
        var path = new List<int>();
        for (; last >= 0; last = before[last])
            path.Add(last);
        path.Reverse();
        return path;
    }

    /// <summary>The part of the graph that consists of some states and of all that follow directly on them: small enough to draw.</summary>
    /// <param name="numbers">The states' numbers.</param>
    public (IReadOnlyList<ValenceState<TState, TMessage>> States, IReadOnlyList<ValenceStep<TMessage>> Steps) Around(IEnumerable<int> numbers)
    {
        var chosen = numbers.ToHashSet();
        List<ValenceStep<TMessage>> steps = [.. Steps.Where(step => chosen.Contains(step.From))];
        chosen.UnionWith(steps.Select(step => step.To));
        return ([.. chosen.Order().Select(number => States[number])], steps);
    }

    /// <summary>How many states there are, by valence.</summary>
    public override string ToString() => System.FormattableString.Invariant(
        $"{States.Count:N0} states{(IsComplete ? "" : " (not all)")}: {Count(Valence.Bivalent):N0} bivalent, {Count(Valence.Zero):N0} 0-valent, {Count(Valence.One):N0} 1-valent, {Count(Valence.None):N0} without a decision");
}
