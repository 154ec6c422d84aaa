using System.Globalization;

namespace DistLab.Coordination;

/// <summary>What every election protocol here outputs: a process has learned who is the coordinator.</summary>
/// <param name="Leader">The coordinator's identifier.</param>
public sealed record Elected(int Leader)
{
    /// <summary>For example <c>elected 7</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"elected {Leader}");
}
