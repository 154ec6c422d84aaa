namespace DistLab.Checking;

/// <summary>A step of a transition system.</summary>
/// <param name="Label">What it is called.</param>
/// <param name="State">The state after it.</param>
public sealed record SystemStep<TState>(string Label, TState State);
