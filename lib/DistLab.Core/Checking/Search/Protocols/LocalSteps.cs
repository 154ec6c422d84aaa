namespace DistLab.Checking.Search;

/// <summary>What can happen at a node of itself, whatever is under way.</summary>
/// <param name="Timers">For each running timer its number and the first step that it leads to.</param>
/// <param name="Crashed">What the node is like when it has crashed; −1 when it is down.</param>
/// <param name="Restart">The first step that a restart leads to; −1 when it is up.</param>
internal sealed record LocalSteps((int Timer, int First)[] Timers, int Crashed, int Restart)
{
    public static LocalSteps None { get; } = new([], -1, -1);
}
