namespace DistLab.Checking;

/// <summary>
/// What a model may tell besides, so that a search sees early that a read will never get the answer that it got: no need to try every
/// order of fifty appends if the first two already stand the wrong way round.
/// </summary>
/// <remarks>
/// When in doubt <see cref="IsOnTheWay"/> and <see cref="CanBring"/> answer yes and <see cref="IsBlind"/> answers no: otherwise the check may accuse a correct system.
/// </remarks>
/// <typeparam name="TState">The object's state.</typeparam>
public interface IForesight<TState>
    where TState : notnull
{
    /// <summary>Whether a read could answer so in this state, or after calls of which none <see cref="CanBring">brings</see> that answer.</summary>
    bool IsOnTheWay(TState state, Call read, Value result);

    /// <summary>Whether a call may bring the object on the way to such an answer, even if it was not.</summary>
    bool CanBring(Call call, Call read, Value result);

    /// <summary>
    /// Whether a call can happen in every state and answers the same in each; and if it can bring an answer, it does so from every state.
    /// Of such calls those without an answer need not be tried unless somebody reads what they leave.
    /// </summary>
    bool IsBlind(Call call);
}
