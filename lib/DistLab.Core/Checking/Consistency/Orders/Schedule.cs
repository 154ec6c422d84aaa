namespace DistLab.Checking.Orders;

/// <summary>Which operations may come next in an order, given those that have come. Operations go by their places among all that are searched.</summary>
internal abstract class Schedule
{
    /// <summary>How far the order has got: the place of the end that holds it up; <see cref="History.Never"/> once all that have to come have come.</summary>
    public abstract int Progress { get; }

    /// <summary>Lists what may come next.</summary>
    public abstract void Candidates(List<int> candidates);

    /// <summary>Has an operation come.</summary>
    public abstract void Take(int operation);

    /// <summary>Takes back the operation that came last.</summary>
    public abstract void Undo(int operation);
}
