namespace DistLab.Models;

/// <summary>What travels in a <see cref="TimeoutProbe"/>.</summary>
/// <param name="Text">What it says.</param>
public sealed record ProbeMessage(string Text)
{
    /// <summary>P0 to P1: the question.</summary>
    public static ProbeMessage AreYouAlive { get; } = new("are you alive?");

    /// <summary>P1 to P0: the answer.</summary>
    public static ProbeMessage IAmAlive { get; } = new("I am alive");

    internal static ProbeMessage TimeIsOver { get; } = new("the time is over");

    /// <inheritdoc/>
    public override string ToString() => Text;
}
