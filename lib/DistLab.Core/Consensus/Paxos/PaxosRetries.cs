using System.Globalization;

namespace DistLab.Consensus;

/// <summary>How two proposers fared that got in each other's way.</summary>
/// <param name="Proposals">How many proposals they made.</param>
/// <param name="IsChosen">Whether a value was chosen.</param>
public sealed record PaxosRetries(int Proposals, bool IsChosen)
{
    /// <summary>For example "4 proposals, one chosen".</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Proposals} proposals, {(IsChosen ? "one" : "none")} chosen");
}
