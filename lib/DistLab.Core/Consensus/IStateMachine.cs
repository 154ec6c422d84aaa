namespace DistLab.Consensus;

/// <summary>
/// A deterministic state machine that consensus replicates: whoever applies the same commands in the same order comes to the same
/// state and gives the same answers.
/// </summary>
/// <remarks>Schneider, "Implementing Fault-Tolerant Services Using the State Machine Approach" (1990). Its methods are pure functions.</remarks>
/// <typeparam name="TMachine">The machine's state: immutable, with value equality.</typeparam>
/// <typeparam name="TCommand">What clients ask of it: immutable, with value equality.</typeparam>
/// <typeparam name="TResult">What they are answered: immutable, with value equality.</typeparam>
public interface IStateMachine<TMachine, TCommand, TResult>
    where TMachine : class
    where TCommand : class
    where TResult : class
{
    /// <summary>The state before the first command.</summary>
    TMachine Initial { get; }

    /// <summary>Does what one command asks.</summary>
    /// <returns>The state afterwards, and the answer.</returns>
    (TMachine Machine, TResult Result) Apply(TMachine machine, TCommand command);

    /// <summary>Whether a command never changes any state, so that it need not be in the log.</summary>
    bool IsRead(TCommand command) => false;
}
