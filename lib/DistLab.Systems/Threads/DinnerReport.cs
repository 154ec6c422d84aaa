using DistLab.Coordination;
using DistLab.Protocols;

namespace DistLab.Systems.Threads;

/// <summary>How a dinner of the philosophers went.</summary>
/// <param name="Cure">What was done about deadlocks.</param>
/// <param name="Meals">How many meals each has had.</param>
/// <param name="Graph">Who still waited for whom at the end; empty when all have eaten.</param>
/// <param name="Deadlocks">The deadlocks that were found and broken.</param>
/// <param name="Retries">How many times one of them laid its forks down and tried again.</param>
public sealed record DinnerReport(DeadlockCure Cure, ValueList<int> Meals, WaitForGraph Graph, ValueList<DetectedDeadlock> Deadlocks, int Retries)
{
    /// <summary>Whether somebody was left waiting when the time was up.</summary>
    public bool IsStuck => Graph.Edges.Count > 0;

    /// <summary>For example <c>Detection: meals [1, 1, 1, 1, 1], 1 deadlock, 1 retry</c>.</summary>
    public override string ToString() => $"{Cure}: meals {Meals}, " + (IsStuck
        ? $"and {Graph.Edges.Select(edge => edge.Waiting).Distinct().Count()} wait for ever"
        : $"{Deadlocks.Count} deadlock{(Deadlocks.Count == 1 ? "" : "s")}, {Retries} retr{(Retries == 1 ? "y" : "ies")}");
}
