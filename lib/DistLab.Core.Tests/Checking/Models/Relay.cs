using DistLab.Protocols;

namespace DistLab.Core.Tests.Checking.Models;

/// <summary>A ball goes round between nodes until the one that wants it has it.</summary>
/// <param name="nodes">How many nodes there are.</param>
/// <param name="catches">Whether the last node keeps the ball; a mutant lets it go on for ever.</param>
internal sealed class Relay(int nodes, bool catches = true) : Protocol<Relay.State, Relay.Ball>
{
    public sealed record State(bool HasBall);

    public sealed record Ball
    {
        public override string ToString() => "ball";
    }

    public override State Start(NodeId self, Effects<Ball> effects)
    {
        if (self == 0)
            effects.Send(1, new());
        return new(false);
    }

    public override State OnMessage(State state, NodeId self, NodeId from, Ball message, Effects<Ball> effects)
    {
        if (catches && self == nodes - 1)
            return new(true);
        effects.Send((self.Index + 1) % nodes, message);
        return state;
    }
}
