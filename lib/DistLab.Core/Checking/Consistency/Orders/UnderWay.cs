using DistLab.Protocols;

namespace DistLab.Checking.Orders;

/// <summary>An operation under way, and whether it has taken effect and what it will then answer.</summary>
internal readonly record struct UnderWay(int Client, Call Call, bool HasTakenEffect, Value Answer)
{
    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = StableHash.Mix(StableHash.Start, ((ulong)Client << 1) | (HasTakenEffect ? 1UL : 0));
        return (int)StableHash.Mix(StableHash.Mix(hash, (ulong)Call.GetHashCode()), (ulong)Answer.GetHashCode());
    }
}
