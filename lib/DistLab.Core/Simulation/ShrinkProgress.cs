using DistLab.Protocols;

namespace DistLab.Simulation;

/// <summary>How far shrinking a failure has come.</summary>
/// <param name="Trials">How many runs were tried.</param>
/// <param name="MaxTrials">How many may be tried.</param>
/// <param name="Faults">How many faults the smallest failure has so far.</param>
/// <param name="Injections">How many messages from outside.</param>
/// <param name="Length">How long it takes to fail.</param>
public readonly record struct ShrinkProgress(int Trials, int MaxTrials, int Faults, int Injections, Duration Length);
