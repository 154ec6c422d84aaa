namespace DistLab.Models;

/// <summary>What a client tells its user.</summary>
/// <param name="Number">Which of the user's requests, from 0.</param>
/// <param name="Item">What was wanted.</param>
/// <param name="IsAnswered">Whether it came; otherwise every place that may have it was asked in vain.</param>
public sealed record ContentResult(int Number, int Item, bool IsAnswered);
