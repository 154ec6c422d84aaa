using System.Globalization;

namespace DistLab.Consensus;

/// <summary>What travels between <see cref="TwoGenerals"/>: the order to attack, and then receipts of receipts.</summary>
/// <param name="Number">Which message of the exchange, from 1.</param>
public sealed record Messenger(int Number)
{
    /// <summary>For example <c>2: I have your 1</c>.</summary>
    public override string ToString() => Number == 1 ? "1: attack at dawn" : string.Create(CultureInfo.InvariantCulture, $"{Number}: I have your {Number - 1}");
}
