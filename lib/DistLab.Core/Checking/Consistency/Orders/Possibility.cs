using DistLab.Protocols;

namespace DistLab.Checking.Orders;

/// <summary>One way in which an object may look: its state, and what has come of each operation under way.</summary>
internal sealed class Possibility<TState>(ValueList<ObjectState<TState>> states, ValueList<UnderWay> operations) : IEquatable<Possibility<TState>>
    where TState : notnull
{
    private readonly ValueList<ObjectState<TState>> _states = states;
    private readonly ValueList<UnderWay> _operations = operations;

    /// <summary>With one more operation under way.</summary>
    public Possibility<TState> With(int client, Call call) => At(client) < 0
        ? new(_states, [.. _operations.Append(new(client, call, false, Value.Nil)).OrderBy(one => one.Client)])
        : throw new InvalidOperationException($"Client {client} calls {call} while its {_operations[At(client)].Call} is under way. A client has one operation at a time.");

    public bool HasTakenEffect(int client) => Known(client).HasTakenEffect;

    public Value AnswerTo(int client) => Known(client).Answer;

    /// <summary>After an operation has returned.</summary>
    public Possibility<TState> Without(int client) => new(_states, _operations.Remove(Known(client)));

    /// <summary>What it may look like after one more operation has taken effect.</summary>
    public IEnumerable<Possibility<TState>> Followers(ISequentialModel<TState> model)
    {
        for (var i = 0; i < _operations.Count; i++)
        {
            var (client, call, hasTakenEffect, _) = _operations[i];
            var part = model.PartOf(call);
            if (!hasTakenEffect && model.Apply(StateOf(part, model), call) is { } answer)
                yield return new(WithState(part, answer.State, model), _operations.With(i, new(client, call, true, answer.Result)));
        }
    }

    public bool Equals(Possibility<TState>? other) => other is not null && _states.Equals(other._states) && _operations.Equals(other._operations);

    public override bool Equals(object? obj) => Equals(obj as Possibility<TState>);

    public override int GetHashCode() => (int)StableHash.Mix((ulong)_states.GetHashCode(), (ulong)_operations.GetHashCode());

    private UnderWay Known(int client) => At(client) is >= 0 and var at
        ? _operations[at]
        : throw new InvalidOperationException($"Client {client} has no operation under way that could return.");

    private int At(int client)
    {
        for (var i = 0; i < _operations.Count; i++)
        {
            if (_operations[i].Client == client)
                return i;
        }
        return -1;
    }

    private TState StateOf(Value part, ISequentialModel<TState> model)
    {
        foreach (var one in _states)
        {
            if (one.Part == part)
                return one.State;
        }
        return model.Initial;
    }

    // An object in its first state is left out, so that it does not matter whether anybody has called it.
    private ValueList<ObjectState<TState>> WithState(Value part, TState state, ISequentialModel<TState> model)
    {
        var others = _states.Where(one => one.Part != part);
        return state.Equals(model.Initial) ? [.. others] : [.. others.Append(new(part, state)).OrderBy(one => one.Part)];
    }
}
