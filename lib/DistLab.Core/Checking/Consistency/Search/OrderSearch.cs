namespace DistLab.Checking;

/// <summary>
/// Looks for an order of operations that a schedule allows and a model answers for, depth first. A configuration, that is the set of
/// operations taken and the state they lead to, is never gone on from twice.
/// </summary>
/// <remarks>
/// Wing and Gong (1993) with the memory of Lowe, "Testing for Linearizability" (2017), and one cut more: a read that fits is taken at
/// once and for good. It changes nothing, so any order that takes it later stays legal with the read moved forward to here.
/// </remarks>
internal sealed class OrderSearch(StateSpace space, Schedule schedule, IReadOnlyList<SearchOperation> operations, SearchBound bound)
{
    private const int EndsKept = 32;

    private readonly TakenSet _taken = new(operations);
    private readonly ConfigurationSet _seen = new();
    private readonly List<int> _order = [];
    private readonly List<Level> _levels = [];
    private readonly List<(int Operation, int State)> _choices = [];
    private readonly List<int> _candidates = [];
    private readonly HashSet<int> _ends = [];
    private int[] _best = [];
    private int _bestProgress = -1;
    private long _steps;
    private long _configurations;

    public SearchResult Run()
    {
        var state = StateSpace.Initial;
        while (true)
        {
            TakeReads(state);
            NoteProgress(state);
            if (schedule.IsDone)
                return Result(Conformance.Satisfied);
            if (_seen.Add(_taken.Key(state), _taken.Hash(state)))
                Open(state);
            if (IsBeyondBound())
                return Result(Conformance.Unknown);
            if (!TryNextChoice(out state))
                return Result(Conformance.Violated);
        }
    }

    private SearchResult Result(Conformance conformance) =>
        new(conformance, conformance == Conformance.Satisfied ? [.. _order] : _best, _bestProgress, [.. _ends], _steps, _configurations);

    private bool IsBeyondBound() => _steps > bound.Steps || ((_configurations & 0xFF) == 0 && _seen.Bytes + space.Bytes > bound.Bytes);

    private void TakeReads(int state)
    {
        bool any;
        do
        {
            any = false;
            _candidates.Clear();
            schedule.Candidates(_candidates);
            foreach (var candidate in _candidates)
            {
                if (!operations[candidate].IsRead)
                    continue;
                _steps++;
                if (space.Apply(state, operations[candidate]) == StateSpace.Unfit)
                    continue;
                Take(candidate);
                any = true;
            }
        }
        while (any);
    }

    /// <summary>Lists what can be done in the configuration just reached; <see cref="TakeReads"/> has left its candidates.</summary>
    private void Open(int state)
    {
        _configurations++;
        _levels.Add(new(_order.Count, _choices.Count, _choices.Count));
        foreach (var candidate in _candidates)
        {
            if (operations[candidate].IsRead)
                continue;
            _steps++;
            var next = space.Apply(state, operations[candidate]);
            if (next != StateSpace.Unfit)
                _choices.Add((candidate, next));
        }
    }

    private bool TryNextChoice(out int state)
    {
        while (_levels.Count > 0)
        {
            var level = _levels[^1];
            while (_order.Count > level.Taken)
                UndoLast();
            if (level.Next < _choices.Count)
            {
                (var operation, state) = _choices[level.Next];
                _levels[^1] = level with { Next = level.Next + 1 };
                Take(operation);
                return true;
            }
            _choices.RemoveRange(level.Choices, _choices.Count - level.Choices);
            _levels.RemoveAt(_levels.Count - 1);
        }
        state = StateSpace.Unfit;
        return false;
    }

    private void Take(int operation)
    {
        schedule.Take(operation);
        _taken.Flip(operation);
        _order.Add(operation);
    }

    private void UndoLast()
    {
        var operation = _order[^1];
        schedule.Undo(operation);
        _taken.Flip(operation);
        _order.RemoveAt(_order.Count - 1);
    }

    private void NoteProgress(int state)
    {
        var progress = schedule.Progress;
        if (progress < _bestProgress)
            return;
        if (progress > _bestProgress)
            _ends.Clear();
        if (progress > _bestProgress || _order.Count > _best.Length)
            _best = [.. _order];
        _bestProgress = progress;
        if (_ends.Count < EndsKept)
            _ends.Add(state);
    }

    /// <summary>A configuration on the way: how many operations it has taken, and where its choices stand.</summary>
    private readonly record struct Level(int Taken, int Choices, int Next);
}
