namespace DistLab.Simulation;

/// <summary>A message, timer, output or state of a trace that was read from JSON: what it was called, and its text.</summary>
/// <param name="Name">The name of its type; for a value of an enumeration, that of the value.</param>
/// <param name="Text">What it said of itself.</param>
public sealed record ImportedContent(string Name, string Text)
{
    /// <summary>What it said of itself.</summary>
    public override string ToString() => Text;
}
