using DistLab.Protocols;

namespace DistLab.Systems.Threads;

/// <summary>What came of transfers on real threads.</summary>
/// <param name="Cure">What was done about deadlocks.</param>
/// <param name="Accounts">How many accounts there were.</param>
/// <param name="Transfers">How many transfers were done.</param>
/// <param name="Before">The money in all accounts before.</param>
/// <param name="After">The money in all accounts afterwards: the same, if the locks do what they are for.</param>
/// <param name="Counts">What the lock manager did.</param>
/// <param name="Retries">How many times a transfer was begun again.</param>
/// <param name="Elapsed">How long it took, measured.</param>
/// <param name="AreDone">Whether all transfers were done within the limit.</param>
public sealed record BankReport(DeadlockCure Cure, int Accounts, int Transfers, long Before, long After, LockCounts Counts, int Retries, Duration Elapsed, bool AreDone)
{
    /// <summary>Transfers a second.</summary>
    public double PerSecond => Transfers / Elapsed.Seconds;

    /// <summary>For example <c>Order: 800 transfers, 0 deadlocks, 0 retries</c>.</summary>
    public override string ToString() => $"{Cure}: {Transfers} transfers, {Counts.Deadlocks} deadlocks, {Retries} retries{(AreDone ? "" : "; stuck")}";
}
