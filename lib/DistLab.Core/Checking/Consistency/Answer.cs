namespace DistLab.Checking;

/// <summary>What a call does to an object.</summary>
/// <param name="State">The object's next state.</param>
/// <param name="Result">What it answers.</param>
public readonly record struct Answer<TState>(TState State, Value Result);
