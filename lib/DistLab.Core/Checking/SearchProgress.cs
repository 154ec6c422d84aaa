using System.Globalization;

namespace DistLab.Checking;

/// <summary>How far a search has come.</summary>
/// <param name="States">How many distinct states were found.</param>
/// <param name="Generated">How many states were generated, those that were found before included.</param>
/// <param name="Depth">How many states lie on the shortest path to where the search is, the first one included.</param>
/// <param name="Waiting">How many states were found but not yet looked into.</param>
/// <param name="Bytes">How much memory the search uses.</param>
public readonly record struct SearchProgress(long States, long Generated, int Depth, long Waiting, long Bytes)
{
    /// <summary>One line.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{States:N0} states, {Generated:N0} generated, depth {Depth}, {Waiting:N0} waiting, {Bytes / 1048576.0:N0} MiB");
}
