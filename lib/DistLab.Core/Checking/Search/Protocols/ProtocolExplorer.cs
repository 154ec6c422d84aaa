namespace DistLab.Checking.Search;

/// <summary>Looks again at the states of a protocol.</summary>
internal sealed class ProtocolExplorer<TState, TMessage, THistory>(ProtocolSpace<TState, TMessage, THistory> space)
    : Explorer<GlobalState<TState, TMessage, THistory>>
    where TState : class
    where TMessage : class
{
    private readonly Book<TState, TMessage, THistory> _book = space.Book;
    private readonly MoveFinder<TState, TMessage, THistory> _finder = new(space.Book, space.Layout);
    private readonly StateView<TState, TMessage, THistory> _view = new(space.Book, space.Layout);
    private int[] _scratch = new int[64];

    public override GlobalState<TState, TMessage, THistory> View(int number)
    {
        _view.Show(space[number]);
        return _view;
    }

    public override void AddEdges(int number, List<Edge> edges)
    {
        var words = space[number];
        if (!_finder.Find(words))
            throw new InvalidOperationException("A state that was looked into holds something unknown.");
        for (var i = 0; i < _finder.Count; i++)
        {
            ref readonly var move = ref _finder.Moves[i];
            var target = -1;
            if (move.Step < 0 || _book.Steps[move.Step].Failure is null)
            {
                var end = space.Layout.Write(words, move, ref _scratch, 0);
                target = space.NumberOf(move.Fingerprint, _scratch.AsSpan(0, end));
            }
            edges.Add(new(target, FairnessOf(words, move), (ushort)i));
            AddResets(words, move, target, (ushort)i, edges);
        }
    }

    // Each message, or channel where there is order, each timer, and each restart is fair by itself.
    private int FairnessOf(ReadOnlySpan<int> words, in Move move) => !space.Layout.IsPromised(move.Kind) ? -1 : move.Kind switch
    {
        MoveKind.Timeout => TimerOf(move.At, move.Timer),
        MoveKind.Restart => (3 * move.At) + 2,
        _ => 3 * (_book.Options.IsOrdered ? _book.Envelopes[words[move.At]].Channel : words[move.At]),
    };

    private int TimerOf(int node, int timer) => (3 * ((timer * _book.Options.Nodes) + node)) + 1;

    /// <summary>A timer that is set anew begins anew, however often it is: it need not run out.</summary>
    private void AddResets(ReadOnlySpan<int> words, in Move move, int target, ushort ordinal, List<Edge> edges)
    {
        if (move.Step < 0 || _book.Steps[move.Step].Failure is not null)
            return;
        ref readonly var step = ref _book.Steps[move.Step];
        var node = _book.Locals[step.Local].Node;
        foreach (var timer in step.Sets)
        {
            if (_book.Locals[words[node]] is { IsUp: true } before && before.Timers.Contains(timer))
                edges.Add(new(target, TimerOf(node, timer), ordinal, IsReset: true));
        }
    }
}
