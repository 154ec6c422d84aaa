namespace DistLab.Protocols;

/// <summary>
/// A protocol whose durable state is large and changes a little at a time, as a log does: a driver may then save what has changed
/// in place of the whole. Pure functions; <c>After(former, ChangeBetween(former, next))</c> equals <c>next</c>.
/// </summary>
/// <typeparam name="TState">The protocol's state.</typeparam>
/// <typeparam name="TChange">A change.</typeparam>
public interface IDurableChanges<TState, TChange>
    where TState : class
    where TChange : class
{
    /// <summary>What makes one durable state of another; <c>null</c> when the whole had better be saved.</summary>
    TChange? ChangeBetween(TState former, TState next);

    /// <summary>A durable state after a change.</summary>
    TState After(TState former, TChange change);
}
