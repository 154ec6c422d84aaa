using DistLab.Protocols;

namespace DistLab.Checking.Orders;

/// <summary>The states of several objects together, for conditions that cannot be checked object by object.</summary>
internal sealed class ProductStates<TState> : ModelStates
    where TState : notnull
{
    private readonly ObjectStates<TState> _object;
    private readonly ISequentialModel<TState> _model;
    private readonly Dictionary<Value, int> _parts = [];
    private readonly Dictionary<int[], int> _numbers;
    private readonly List<int[]> _states = [];
    private readonly int[] _partOf;

    public ProductStates(ISequentialModel<TState> model, IReadOnlyList<SearchOperation> operations, History history)
    {
        _model = model;
        _object = new(model);
        _partOf = new int[history.Count];
        foreach (var operation in operations)
            _partOf[operation.Index] = Part(operation.Call);
        _numbers = new(new SameNumbers());
        Number(new int[_parts.Count]);
    }

    public override long Bytes => _object.Bytes + (_states.Count * ((4L * _parts.Count) + 72));

    public override int Parts => _parts.Count;

    public override bool HasForesight => _object.HasForesight;

    public override int PartOf(in SearchOperation operation) => _partOf[operation.Index];

    public override int Apply(int state, in SearchOperation operation)
    {
        var part = PartOf(operation);
        var before = _states[state][part];
        var after = _object.Apply(before, operation);
        if (after == Unfit || after == before)
            return after == Unfit ? Unfit : state;
        var next = (int[])_states[state].Clone();
        next[part] = after;
        return Number(next);
    }

    public override bool IsOnTheWay(int state, in SearchOperation read) => _object.IsOnTheWay(_states[state][PartOf(read)], read);

    public override bool CanBring(in SearchOperation operation, in SearchOperation read) => _object.CanBring(operation, read);

    public override bool IsBlind(in SearchOperation operation) => _object.IsBlind(operation);

    public override Value? ResultOf(int state, in SearchOperation operation) => _object.ResultOf(_states[state][PartOf(operation)], operation);

    private int Part(Call call)
    {
        var key = _model.PartOf(call);
        if (!_parts.TryGetValue(key, out var part))
            _parts[key] = part = _parts.Count;
        return part;
    }

    private int Number(int[] state)
    {
        if (_numbers.TryGetValue(state, out var number))
            return number;
        _numbers.Add(state, _states.Count);
        _states.Add(state);
        return _states.Count - 1;
    }

    private sealed class SameNumbers : IEqualityComparer<int[]>
    {
        public bool Equals(int[]? left, int[]? right) => left.AsSpan().SequenceEqual(right);

        public int GetHashCode(int[] numbers)
        {
            var hash = StableHash.Start;
            foreach (var number in numbers)
                hash = StableHash.Mix(hash, (ulong)number);
            return (int)(hash ^ (hash >> 32));
        }
    }
}
