namespace DistLab.Availability;

/// <summary>
/// How many retries may still be made: each first attempt puts a part of a retry in, each retry takes a whole one out. However many requests
/// fail, retries never add more than that part to the load.
/// </summary>
/// <remarks>
/// As Finagle's retry budget and gRPC's retry throttling; Google, "Site Reliability Engineering" (2016), ch. 21–22. It counts in hundredths, so that two
/// budgets that are alike are equal.
/// </remarks>
public sealed record RetryBudget
{
    private readonly int _hundredths;

    /// <summary>A budget with nothing spent yet.</summary>
    /// <param name="percent">How much of a retry each first attempt allows, 0 … 1,000 per cent.</param>
    /// <param name="reserve">How many retries can be saved up, and are there from the start; 0 … 1,000,000.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    public RetryBudget(int percent, int reserve = 10)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(percent);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(percent, 1_000);
        ArgumentOutOfRangeException.ThrowIfNegative(reserve);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(reserve, 1_000_000);
        (Percent, Reserve, _hundredths) = (percent, reserve, reserve * 100);
    }

    /// <summary>How much of a retry each first attempt allows.</summary>
    public int Percent { get; }

    /// <summary>How many retries can be saved up.</summary>
    public int Reserve { get; }

    /// <summary>Whether a retry may be made now.</summary>
    public bool Allows => _hundredths >= 100;

    /// <summary>The budget after a first attempt.</summary>
    public RetryBudget AfterRequest() => With(Math.Min(_hundredths + Percent, Reserve * 100));

    /// <summary>The budget after a retry.</summary>
    /// <exception cref="InvalidOperationException">There was nothing left for one.</exception>
    public RetryBudget AfterRetry() => Allows ? With(_hundredths - 100) : throw new InvalidOperationException("The retry budget is spent.");

    private RetryBudget With(int hundredths) => hundredths == _hundredths ? this : new(this, hundredths);

    private RetryBudget(RetryBudget other, int hundredths) => (Percent, Reserve, _hundredths) = (other.Percent, other.Reserve, hundredths);
}
