using System.Globalization;
using DistLab.Protocols;

namespace DistLab.Web;

/// <summary>The state of a server at one instant, with a checksum.</summary>
/// <param name="Bytes">What <see cref="Site.RestoreAsync"/> takes, and a file can keep.</param>
/// <param name="Version">How many changes led to it.</param>
/// <param name="TakenAt">When it was asked for, since the site's start.</param>
/// <param name="Took">How long it took.</param>
public sealed record SiteBackup(ReadOnlyMemory<byte> Bytes, long Version, Instant TakenAt, Duration Took)
{
    /// <summary>The backup in words.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"version {Version}, {Bytes.Length:N0} bytes, taken at {TakenAt} in {Took}");
}
