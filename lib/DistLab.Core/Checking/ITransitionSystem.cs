namespace DistLab.Checking;

/// <summary>A transition system: where it begins, and which states follow from a state. A classic specification is written so.</summary>
/// <typeparam name="TState">A state: an immutable record with value equality.</typeparam>
public interface ITransitionSystem<TState>
    where TState : notnull
{
    /// <summary>The states that it may begin in.</summary>
    IEnumerable<TState> Initial { get; }

    /// <summary>Adds every state that may follow. It must be a pure function: equal states are followed by equal ones, in the same order.</summary>
    void Next(TState state, Successors<TState> next);
}
