using DistLab.Protocols;

namespace DistLab.Analysis;

/// <summary>What sweep it is: two with the same description give the same results.</summary>
/// <param name="Points">The points, each as JSON.</param>
/// <param name="FirstSeed">The first seed.</param>
/// <param name="Seeds">How many seeds there are.</param>
/// <param name="Measures">What each run measures.</param>
/// <param name="Version">What version of the experiment it is.</param>
public sealed record SweepDescription(ValueList<string> Points, ulong FirstSeed, int Seeds, ValueList<Measure> Measures, string Version);
