namespace DistLab.Checking.Search;

/// <summary>The states in which a protocol may begin: one for every way in which its nodes' first choices can fall.</summary>
internal static class InitialStates
{
    /// <summary>All of them, in an order that their numbers follow.</summary>
    /// <exception cref="InvalidOperationException">A node fails to start.</exception>
    public static IEnumerable<int[]> Of<TState, TMessage, THistory>(Book<TState, TMessage, THistory> book, Layout<TState, TMessage, THistory> layout)
        where TState : class
        where TMessage : class
    {
        var count = book.Starts.Aggregate(1L, (product, first) => product * book.Steps[first].Alternatives);
        if (count > ushort.MaxValue)
            throw new InvalidOperationException($"The nodes can start in {count} ways, more than {ushort.MaxValue}.");
        for (var number = 0; number < count; number++)
            yield return Words(book, layout, StepsOf(book, number));
    }

    /// <summary>Which step each node starts with in an initial state.</summary>
    public static int[] StepsOf<TState, TMessage, THistory>(Book<TState, TMessage, THistory> book, int number)
        where TState : class
        where TMessage : class
    {
        var steps = new int[book.Starts.Count];
        for (var node = steps.Length - 1; node >= 0; node--)
        {
            var alternatives = book.Steps[book.Starts[node]].Alternatives;
            steps[node] = book.Starts[node] + (number % alternatives);
            number /= alternatives;
        }
        return steps;
    }

    private static int[] Words<TState, TMessage, THistory>(Book<TState, TMessage, THistory> book, Layout<TState, TMessage, THistory> layout, int[] steps)
        where TState : class
        where TMessage : class
    {
        var words = new int[layout.Network + book.Injected.Count + steps.Sum(step => book.Steps[step].Sends.Length)];
        var length = layout.Network;
        for (var node = 0; node < steps.Length; node++)
        {
            var step = book.Steps[steps[node]];
            if (step.Failure is { } failure)
                throw new InvalidOperationException($"P{node} cannot start: {failure}");
            words[node] = step.Local;
            words[layout.History] = book.HistoryAfter(words[layout.History], step.Outputs);
            foreach (var envelope in step.Sends)
                length = layout.Send(words, length, envelope);
        }
        foreach (var envelope in book.Injected)
            length = layout.Send(words, length, envelope);
        return words[..length];
    }
}
