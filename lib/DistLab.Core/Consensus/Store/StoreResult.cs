namespace DistLab.Consensus;

/// <summary>What a key-value store answers.</summary>
/// <param name="IsDone">Whether it did what was asked: a get or a delete found the key, a compare-and-set what it expected. Put and append always do.</param>
/// <param name="Value">To a get, and to a compare-and-set that was not done, what is under the key; null if nothing is. Otherwise null.</param>
public sealed record StoreResult(bool IsDone, string? Value = null)
{
    /// <inheritdoc/>
    public override string ToString() => $"{(IsDone ? "done" : "not done")}{(Value is null ? "" : $", {Value}")}";
}
