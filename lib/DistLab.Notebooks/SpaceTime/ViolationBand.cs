namespace DistLab.Notebooks.SpaceTime;

/// <summary>A time in which a property did not hold, in nanoseconds.</summary>
internal sealed record ViolationBand(long From, long To, string Text, string? Detail, IReadOnlyList<int> Nodes);
