using System.Globalization;

namespace DistLab.Consensus;

/// <summary>A proposal: a value under a number. No two proposals have the same number.</summary>
/// <param name="Number">The number, from 1.</param>
/// <param name="Value">The value.</param>
public sealed record Proposal(int Number, string Value)
{
    /// <summary>For example <c>3: blue</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Number}: {Value}");
}
