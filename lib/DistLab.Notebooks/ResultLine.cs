namespace DistLab.Notebooks;

/// <summary>A measure of an experiment in one line, each value in words with its unit; <c>null</c> where there is none.</summary>
/// <param name="Measure">What was measured.</param>
/// <param name="Calculated">What theory says.</param>
/// <param name="Simulated">The mean over all seeds, and half the width of its 95 % confidence interval.</param>
/// <param name="Runs">The range in which 95 of 100 single runs lie.</param>
/// <param name="Real">What one run on real processes gave.</param>
public sealed record ResultLine(string Measure, string? Calculated, string? Simulated, string? Runs, string? Real);
