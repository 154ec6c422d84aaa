using DistLab.Protocols;

namespace DistLab.Core.Tests.Checking.Models;

/// <summary>Each node throws a die of its own when it starts, and again when its timer runs out, and adds it up; on request it reads its clock.</summary>
internal sealed class Dice(int faces) : Protocol<Dice.State, string>
{
    public sealed record State(int Sum, long LastReading = 0);

    public override State Start(NodeId self, Effects<string> effects)
    {
        effects.SetTimer("throw", 1.Milliseconds());
        return new(effects.Choose(faces));
    }

    public override State OnMessage(State state, NodeId self, NodeId from, string message, Effects<string> effects)
    {
        if (message == "break")
            throw new InvalidOperationException("The die broke.");
        effects.ReadClock(message);
        return state;
    }

    public override State OnTimer(State state, NodeId self, string timer, Effects<string> effects)
    {
        effects.Output("thrown");
        return state with { Sum = state.Sum + effects.Choose(faces) + (10 * effects.Choose(2)) };
    }

    public override State OnClock(State state, NodeId self, string occasion, Instant reading, Effects<string> effects) =>
        state with { LastReading = reading.Nanoseconds };
}
