namespace DistLab.Checking.Causality;

/// <summary>Accesses that cannot all be as they are, and why.</summary>
/// <param name="Accesses">Which, by their places among all accesses; the one that cannot be explained comes last.</param>
/// <param name="Reason">Why, as half a sentence.</param>
internal sealed record Contradiction(IReadOnlyList<int> Accesses, string Reason);
