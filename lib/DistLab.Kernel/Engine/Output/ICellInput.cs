namespace DistLab.Kernel;

/// <summary>Where lines come from that a cell reads with <see cref="Console.ReadLine"/> or <see cref="Console.In"/>.</summary>
public interface ICellInput
{
    /// <summary>Asks the user for a line and waits for it. Called from any thread of a cell, one call at a time.</summary>
    /// <param name="prompt">What the cell printed last on its current line; may be empty.</param>
    /// <param name="password">Whether the answer must not be readable on the screen.</param>
    /// <returns>The line without its end; null at the end of the input.</returns>
    string? ReadLine(string prompt, bool password);
}
