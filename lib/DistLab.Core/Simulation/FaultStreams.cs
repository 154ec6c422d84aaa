using DistLab.Protocols;

namespace DistLab.Simulation;

/// <summary>
/// What the faults at one sender draw from. Each use has a stream of its own: whether rates strike, or single messages are
/// named instead, what else is drawn stays the same.
/// </summary>
internal sealed class FaultStreams(RandomStream random)
{
    /// <summary>Which messages a rate strikes.</summary>
    public RandomStream Rates { get; } = random.Derive("rates");

    /// <summary>How much longer messages take, and what becomes of copies that a fault makes.</summary>
    public RandomStream Delays { get; } = random.Derive("delays");

    /// <summary>What becomes of corrupted messages.</summary>
    public RandomStream Mutations { get; } = random.Derive("mutations");
}
