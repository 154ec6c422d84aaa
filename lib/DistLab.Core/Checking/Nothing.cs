namespace DistLab.Checking;

/// <summary>What is remembered when nobody observes.</summary>
public readonly record struct Nothing;
