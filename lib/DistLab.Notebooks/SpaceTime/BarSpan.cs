namespace DistLab.Notebooks.SpaceTime;

/// <summary>A node's state drawn as a bar, in nanoseconds; an end that the trace does not tell is <c>null</c>.</summary>
internal sealed record BarSpan(int Rule, int Node, long? From, long? To);
