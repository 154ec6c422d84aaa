namespace DistLab.Checking;

/// <summary>The states of a model by numbers, so that they compare at once.</summary>
internal abstract class StateSpace
{
    /// <summary>What <see cref="Apply"/> says when an operation does not fit.</summary>
    public const int Unfit = -1;

    /// <summary>The number of the first state.</summary>
    public const int Initial = 0;

    /// <summary>About how much memory the states take.</summary>
    public abstract long Bytes { get; }

    /// <summary>The state after an operation; <see cref="Unfit"/> if it cannot happen, or would answer otherwise than it did.</summary>
    public abstract int Apply(int state, in SearchOperation operation);

    /// <summary>What an operation would answer in a state; <c>null</c> if it cannot happen.</summary>
    public abstract Value? ResultOf(int state, in SearchOperation operation);

    /// <summary>What a state looks like to an operation.</summary>
    public abstract string Text(int state, in SearchOperation operation);
}
