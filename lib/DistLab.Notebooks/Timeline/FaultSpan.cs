namespace DistLab.Notebooks.Timeline;

/// <summary>A time in which something was wrong; without an end it lasts to the end of the picture.</summary>
internal readonly record struct FaultSpan(string Label, long From, long? To);
