using DistLab.Checking.Orders;
using DistLab.Protocols;

namespace DistLab.Checking;

/// <summary>
/// Follows a history event by event and knows after each whether it is linearizable so far: it keeps what the object may look like by
/// now, that is every state with every choice of which operations under way have taken effect. A value that never changes; each event
/// gives another one.
/// </summary>
/// <remarks>
/// <para>Two monitors are equal when they cannot be told apart by anything that may still happen, whatever came before. In the state of
/// an exhaustive search this keeps far fewer states apart than the history itself would (<see cref="LinearizabilityTester{TState}"/>).</para>
/// <para>What it keeps grows quickly with the operations under way: it is for few clients. Models are not compared; let both have the
/// same one.</para>
/// </remarks>
/// <typeparam name="TState">The state of the model.</typeparam>
public sealed class LinearizabilityMonitor<TState> : IEquatable<LinearizabilityMonitor<TState>>
    where TState : notnull
{
    private readonly ISequentialModel<TState> _model;
    private readonly HashSet<Possibility<TState>> _possibilities;
    private readonly int _hash;

    /// <summary>A monitor before anything has happened.</summary>
    public LinearizabilityMonitor(ISequentialModel<TState> model)
        : this(Given(model), [new([], [])])
    {
    }

    private LinearizabilityMonitor(ISequentialModel<TState> model, HashSet<Possibility<TState>> possibilities)
    {
        (_model, _possibilities) = (model, possibilities);
        foreach (var possibility in possibilities)
            _hash += (int)StableHash.Mix(StableHash.Start, (ulong)possibility.GetHashCode());
    }

    /// <summary>Whether what has happened so far is linearizable.</summary>
    public bool IsConsistent => _possibilities.Count > 0;

    /// <summary>In how many ways the object may look by now.</summary>
    public int Possibilities => _possibilities.Count;

    /// <summary>A client calls. If no answer ever comes, the operation may take effect at any time, or never.</summary>
    /// <exception cref="InvalidOperationException">The client has an operation under way.</exception>
    public LinearizabilityMonitor<TState> Invoke(int client, Call call)
    {
        ArgumentNullException.ThrowIfNull(call);
        var next = new HashSet<Possibility<TState>>();
        foreach (var possibility in _possibilities)
            AddWithFollowers(possibility.With(client, call), next);
        return new(_model, next);
    }

    /// <summary>The operation that a client has under way returns.</summary>
    /// <exception cref="InvalidOperationException">It has none.</exception>
    public LinearizabilityMonitor<TState> Return(int client, Value result = default)
    {
        var next = new HashSet<Possibility<TState>>();
        foreach (var possibility in _possibilities)
        {
            if (possibility.AnswerTo(client) == result && possibility.HasTakenEffect(client))
                next.Add(possibility.Without(client));
        }
        return new(_model, next);
    }

    /// <inheritdoc/>
    public bool Equals(LinearizabilityMonitor<TState>? other) =>
        ReferenceEquals(this, other) || (other is not null && _hash == other._hash && _possibilities.SetEquals(other._possibilities));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as LinearizabilityMonitor<TState>);

    /// <summary>A hash that is the same in every process and on every machine, as far as that of the model's states is.</summary>
    public override int GetHashCode() => _hash;

    /// <summary>Whether the history is linearizable so far, and how the object may look.</summary>
    public override string ToString() => IsConsistent ? $"linearizable so far, {Possibilities} possibilities" : "not linearizable";

    private void AddWithFollowers(Possibility<TState> possibility, HashSet<Possibility<TState>> found)
    {
        if (!found.Add(possibility))
            return;
        foreach (var follower in possibility.Followers(_model))
            AddWithFollowers(follower, found);
    }

    private static ISequentialModel<TState> Given(ISequentialModel<TState> model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return model;
    }
}
