namespace DistLab.Checking.Orders;

/// <summary>The states of a model by numbers, so that they compare at once.</summary>
internal abstract class ModelStates
{
    /// <summary>What <see cref="Apply"/> says when an operation does not fit.</summary>
    public const int Unfit = -1;

    /// <summary>The number of the first state.</summary>
    public const int Initial = 0;

    /// <summary>About how much memory the states take.</summary>
    public abstract long Bytes { get; }

    /// <summary>The state after an operation; <see cref="Unfit"/> if it cannot happen, or would answer otherwise than it did.</summary>
    public abstract int Apply(int state, in SearchOperation operation);

    /// <summary>How many objects there are, whose states are here taken together.</summary>
    public virtual int Parts => 1;

    /// <summary>Whether the model can tell that an answer has become impossible.</summary>
    public abstract bool HasForesight { get; }

    /// <summary>Which object an operation is about.</summary>
    public virtual int PartOf(in SearchOperation operation) => 0;

    /// <summary>Whether a read may still get its answer; see <see cref="IForesight{TState}"/>.</summary>
    public abstract bool IsOnTheWay(int state, in SearchOperation read);

    /// <summary>Whether an operation may bring a read's answer; see <see cref="IForesight{TState}"/>.</summary>
    public abstract bool CanBring(in SearchOperation operation, in SearchOperation read);

    /// <summary>Whether an operation answers the same in every state; see <see cref="IForesight{TState}"/>.</summary>
    public abstract bool IsBlind(in SearchOperation operation);

    /// <summary>What an operation would answer in a state; <c>null</c> if it cannot happen.</summary>
    public abstract Value? ResultOf(int state, in SearchOperation operation);
}
