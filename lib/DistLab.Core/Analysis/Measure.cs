namespace DistLab.Analysis;

/// <summary>Something that a run measures.</summary>
/// <param name="Name">Its name; empty when a run measures one thing only.</param>
/// <param name="Kind">What its numbers stand for.</param>
public sealed record Measure(string Name, MeasureKind Kind);
