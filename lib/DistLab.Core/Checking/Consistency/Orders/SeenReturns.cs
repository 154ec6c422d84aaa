using DistLab.Protocols;

namespace DistLab.Checking.Orders;

/// <summary>How many operations of a client had returned.</summary>
internal readonly record struct SeenReturns(int Client, int Count)
{
    /// <inheritdoc/>
    public override int GetHashCode() => (int)StableHash.Mix((ulong)Client, (ulong)Count);
}
