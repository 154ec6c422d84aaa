namespace DistLab.Notebooks.SpaceTime;

internal enum ConditionKind
{
    Paused,
    Slow,
    Byzantine,
}

/// <summary>A time in which a fault kept a node from being as usual, in nanoseconds; an end that the trace does not tell is <c>null</c>.</summary>
internal sealed record NodeCondition(int Node, ConditionKind Kind, string Text, long? From, long? To);
