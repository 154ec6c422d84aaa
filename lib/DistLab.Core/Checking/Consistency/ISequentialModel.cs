namespace DistLab.Checking;

/// <summary>
/// What a shared object would do if its operations came one at a time: its sequential specification. A check of consistency asks
/// whether the operations of a history, put into some order, could have come from it.
/// </summary>
/// <example><code>
/// sealed class Tally : ISequentialModel&lt;long&gt;
/// {
///     public long Initial => 0;
///
///     public Answer&lt;long&gt;? Apply(long state, Call call) => call.Name switch
///     {
///         "increment" => new(state + 1, state + 1),
///         "read" => new(state, state),
///         _ => throw new ArgumentException($"A tally knows increment and read, not {call.Name}."),
///     };
/// }
/// </code></example>
/// <typeparam name="TState">The object's state: immutable, with value equality.</typeparam>
public interface ISequentialModel<TState>
    where TState : notnull
{
    /// <summary>The state before anything was done.</summary>
    TState Initial { get; }

    /// <summary>What a call does to the object in a state, and what it answers; <c>null</c> if it cannot happen then, as a lock cannot be taken that is held.</summary>
    /// <exception cref="ArgumentException">The object knows no such call.</exception>
    Answer<TState>? Apply(TState state, Call call);

    /// <summary>
    /// Which of several objects a call is about, if they have nothing to do with each other: <see cref="Apply"/> then sees the state of
    /// that one only. By default all calls are about one object.
    /// </summary>
    /// <remarks>A history is linearizable exactly if its part for each object is (Herlihy and Wing 1990, theorem 1), and parts are searched far faster.</remarks>
    Value PartOf(Call call) => Value.Nil;

    /// <summary>Whether a call never changes any state. It makes a search faster; when in doubt say no.</summary>
    bool IsRead(Call call) => false;
}
