using DistLab.Protocols;

namespace DistLab.Naming;

/// <summary>One way to build a name service.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Depth">Down to how many labels names are zones of their own; 0 for one table of all names.</param>
/// <param name="Replicas">How many servers each zone has.</param>
/// <param name="TimeToLive">For how long resolvers keep what they learn, on average: each entry from half of it to one and a half; <c>null</c> if they keep nothing.</param>
public sealed record NameServiceDesign(string Name, int Depth, int Replicas = 1, Duration? TimeToLive = null)
{
    /// <summary>Four designs, each with one principle more than the one before: one table; hierarchy with delegation; caching; replication.</summary>
    public static IReadOnlyList<NameServiceDesign> StepByStep { get; } =
    [
        new("one table", 0),
        new("+ hierarchy", 2),
        new("+ caching", 2, 1, 1.Hours()),
        new("+ replication", 2, 3, 1.Hours()),
    ];
}
