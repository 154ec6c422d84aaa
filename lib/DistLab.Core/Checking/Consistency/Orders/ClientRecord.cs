using DistLab.Protocols;

namespace DistLab.Checking.Orders;

/// <summary>What one client has called, in order.</summary>
internal sealed record ClientRecord(int Client, ValueList<RecordedOperation> Operations)
{
    public bool IsBusy => Operations.Count > 0 && !Operations[^1].HasReturned;

    public int Returned => Operations.Count - (IsBusy ? 1 : 0);

    /// <inheritdoc/>
    public override int GetHashCode() => (int)StableHash.Mix((ulong)Client, (ulong)Operations.GetHashCode());
}
