using DistLab.Protocols;
using DistLab.Simulation;

namespace DistLab.Core.Tests.Faults;

internal sealed record Msg(string Kind, int A = 0, int B = 0);

internal delegate T OnEvent<T>(T state, NodeId self, NodeId from, Msg message, Effects<Msg> effects);

/// <summary>A protocol written down in a test: what each node begins with, and what it does on a message, a timer and a clock reading.</summary>
internal sealed class Script<T>(Func<NodeId, Effects<Msg>, T> start) : Protocol<T, Msg>
    where T : class
{
    public OnEvent<T> Message { get; init; } = (state, _, _, _, _) => state;

    public OnEvent<T> Timer { get; init; } = (state, _, _, _, _) => state;

    public Func<T, NodeId, Msg, Instant, Effects<Msg>, T> Clock { get; init; } = (state, _, _, _, _) => state;

    public Func<T, T?> Stable { get; init; } = _ => null;

    /// <summary>What a node does when it comes back; it begins anew, with what was durable, unless told.</summary>
    public Func<T?, NodeId, Effects<Msg>, T>? Restart { get; init; }

    public override T Start(NodeId self, Effects<Msg> effects) => start(self, effects);

    public override T OnMessage(T state, NodeId self, NodeId from, Msg message, Effects<Msg> effects) => Message(state, self, from, message, effects);

    public override T OnTimer(T state, NodeId self, Msg timer, Effects<Msg> effects) => Timer(state, self, self, timer, effects);

    public override T OnClock(T state, NodeId self, Msg occasion, Instant reading, Effects<Msg> effects) => Clock(state, self, occasion, reading, effects);

    public override T? Durable(T state) => Stable(state);

    public override T OnRestart(T? durable, NodeId self, Effects<Msg> effects) =>
        Restart is { } restart ? restart(durable, self, effects) : base.OnRestart(durable, self, effects);
}

internal static class Planted
{
    /// <summary>The bug is found with the fault, and only with it; the correct protocol stands it.</summary>
    public static void IsFoundOnlyWith(FaultPlan plan, Func<bool, FaultPlan, bool> holds)
    {
        Assert.True(holds(false, FaultPlan.None), "The correct protocol fails although nothing goes wrong.");
        Assert.True(holds(true, FaultPlan.None), "The bug shows although nothing goes wrong.");
        Assert.True(holds(false, plan), "The correct protocol does not stand the fault.");
        Assert.False(holds(true, plan), "The fault does not bring the bug to light.");
    }
}
