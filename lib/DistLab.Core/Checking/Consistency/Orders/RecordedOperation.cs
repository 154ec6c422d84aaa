using DistLab.Protocols;

namespace DistLab.Checking.Orders;

/// <summary>A call with how many operations of each other client had returned by then, and its result.</summary>
internal sealed record RecordedOperation(Call Call, ValueList<SeenReturns> Seen, bool HasReturned, Value Result)
{
    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = StableHash.Mix((ulong)Call.GetHashCode(), (ulong)Seen.GetHashCode());
        return (int)StableHash.Mix(StableHash.Mix(hash, HasReturned ? 1UL : 0), (ulong)Result.GetHashCode());
    }

    /// <inheritdoc/>
    public override string ToString() => HasReturned ? $"{Call} → {Result}" : $"{Call}, under way";
}
