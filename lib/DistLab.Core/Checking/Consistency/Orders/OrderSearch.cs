using System.Runtime.InteropServices;

namespace DistLab.Checking.Orders;

/// <summary>
/// Looks for an order of operations that a schedule allows and a model answers for, depth first. A configuration, that is the set of
/// operations taken and the state they lead to, is never gone on from twice.
/// </summary>
/// <remarks>
/// Wing and Gong (1993) with the memory of Lowe, "Testing for Linearizability" (2017), and one cut more: a read that fits is taken at
/// once and for good. It changes nothing, so any order that takes it later stays legal with the read moved forward to here.
/// </remarks>
internal sealed class OrderSearch
{
    private const int EndsKept = 32;

    private readonly ModelStates _space;
    private readonly Schedule _schedule;
    private readonly IReadOnlyList<SearchOperation> _operations;
    private readonly SearchBound _bound;
    private readonly TakenSet _taken;
    private readonly Foresight? _foresight;
    private readonly ConfigurationSet _seen = new();
    private readonly List<int> _order = [];
    private readonly List<Level> _levels = [];
    private readonly List<int> _choices = [];
    private readonly List<int> _candidates = [];
    private readonly HashSet<int> _ends = [];
    private int[] _best = [];
    private int _bestProgress = -1;
    private int _lastChange = -1;
    private long _steps;
    private long _configurations;

    public OrderSearch(ModelStates space, Schedule schedule, IReadOnlyList<SearchOperation> operations, SearchBound bound, bool usesForesight = true)
    {
        (_space, _schedule, _operations, _bound) = (space, schedule, operations, bound);
        _taken = new(operations);
        _foresight = usesForesight && _space.HasForesight ? new(space, operations, _taken) : null;
    }

    public OrderResult Run()
    {
        var state = ModelStates.Initial;
        while (true)
        {
            TakeReads(state);
            NoteProgress(state);
            if (_bestProgress == History.Never)
                return Result(Conformance.Satisfied);
            if (!IsDoomed(state) && _seen.Add(_taken.Key(state), _taken.Hash(state)))
                Open(state);
            if (IsBeyondBound())
                return Result(Conformance.Unknown);
            if (!TryGoOn(out state))
                return Result(Conformance.Violated);
        }
    }

    private OrderResult Result(Conformance conformance) =>
        new(conformance, conformance == Conformance.Satisfied ? [.. _order] : _best, _bestProgress, [.. _ends], _steps, _configurations);

    private bool IsDoomed(int state) => _foresight is not null && _lastChange >= 0 && _foresight.IsDoomed(state, _space.PartOf(_operations[_lastChange]));

    private bool IsPointless(int state, int operation) =>
        _foresight is not null && !_operations[operation].IsRequired && _foresight.IsPointless(state, _space.PartOf(_operations[operation]));

    private bool IsBeyondBound() => _steps > _bound.Steps || ((_configurations & 0xFF) == 0 && _seen.Bytes + _space.Bytes > _bound.Bytes);

    private void TakeReads(int state)
    {
        bool any;
        do
        {
            any = false;
            _candidates.Clear();
            _schedule.Candidates(_candidates);
            foreach (var candidate in _candidates)
            {
                if (!_operations[candidate].IsRead)
                    continue;
                _steps++;
                if (_space.Apply(state, _operations[candidate]) == ModelStates.Unfit)
                    continue;
                Take(candidate);
                any = true;
            }
        }
        while (any);
    }

    /// <summary>Begins with the choices of the configuration just reached; <see cref="TakeReads"/> has left its candidates.</summary>
    private void Open(int state)
    {
        _configurations++;
        _levels.Add(new(_order.Count, state, _choices.Count, _choices.Count));
        foreach (var candidate in _candidates)
        {
            if (!_operations[candidate].IsRead)
                _choices.Add(candidate);
        }
    }

    /// <summary>Takes the next choice there is, after going back as far as need be.</summary>
    private bool TryGoOn(out int state)
    {
        while (_levels.Count > 0)
        {
            ref var level = ref CollectionsMarshal.AsSpan(_levels)[^1];
            while (_order.Count > level.Taken)
                UndoLast();
            while (level.Next < _choices.Count)
            {
                var choice = _choices[level.Next++];
                _steps++;
                state = _space.Apply(level.State, _operations[choice]);
                if (state != ModelStates.Unfit && !IsPointless(state, choice))
                {
                    Take(choice);
                    _lastChange = choice;
                    return true;
                }
            }
            CollectionsMarshal.SetCount(_choices, level.Choices);
            _levels.RemoveAt(_levels.Count - 1);
        }
        state = ModelStates.Unfit;
        return false;
    }

    private void Take(int operation)
    {
        _schedule.Take(operation);
        _foresight?.Took(operation);
        _taken.Flip(operation);
        _order.Add(operation);
    }

    private void UndoLast()
    {
        var operation = _order[^1];
        _schedule.Undo(operation);
        _foresight?.Undid(operation);
        _taken.Flip(operation);
        _order.RemoveAt(_order.Count - 1);
    }

    private void NoteProgress(int state)
    {
        var progress = _schedule.Progress;
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

    /// <summary>A configuration on the way: how many operations it has taken, its state, and where its choices begin and stand.</summary>
    private record struct Level(int Taken, int State, int Choices, int Next);
}
