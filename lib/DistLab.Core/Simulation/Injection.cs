using DistLab.Protocols;

namespace DistLab.Simulation;

/// <summary>A message from outside the system.</summary>
/// <param name="At">When it arrives.</param>
/// <param name="Node">At which node.</param>
/// <param name="Message">What it says.</param>
public readonly record struct Injection<TMessage>(Instant At, NodeId Node, TMessage Message)
    where TMessage : class
{
    /// <summary>The injection in words, for example <c>2 s: P1 gets enter() from outside</c>.</summary>
    public override string ToString() => $"{At}: {Node} gets {Message} from outside";
}
