namespace DistLab.Consensus;

/// <summary>What the search says of a protocol for two generals.</summary>
/// <param name="Messages">How many messages they have agreed on.</param>
/// <param name="Breaks">A claim that some run breaks; <c>null</c> if there is none.</param>
public sealed record TwoGeneralsVerdict(int Messages, string? Breaks);
