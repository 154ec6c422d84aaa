using System.Globalization;
using DistLab.Protocols;

namespace DistLab.Web;

/// <summary>What was lost when a server died and its last backup was restored in another process.</summary>
/// <param name="Backups">How many backups were taken while it served.</param>
/// <param name="Last">The last of them, which was restored.</param>
/// <param name="Acknowledged">How many changes clients had been told were made.</param>
/// <param name="LostChanges">How many of those are gone.</param>
/// <param name="LostTime">From the last backup to the death: what the recovery point objective limits.</param>
/// <param name="Downtime">From the death to the first right answer: what the recovery time objective limits.</param>
/// <param name="IsConsistent">Whether the restored state is one that the server once had.</param>
public sealed record RecoveryReport(int Backups, SiteBackup Last, long Acknowledged, long LostChanges, Duration LostTime, Duration Downtime, bool IsConsistent)
{
    /// <summary>The report in words.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{LostChanges} of {Acknowledged} changes lost, those of the last {LostTime}; down for {Downtime}; {(IsConsistent ? "consistent" : "NOT consistent")}");
}
