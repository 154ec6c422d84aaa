namespace DistLab.Kernel;

/// <summary>How the execution of a cell ended.</summary>
/// <param name="Value">The value of its last expression; null where it has none.</param>
/// <param name="Error">Why it failed; null where it did not.</param>
public sealed record CellResult(MimeBundle? Value, CellError? Error)
{
    /// <summary>Whether the cell ran to its end.</summary>
    public bool Succeeded => Error is null;
}
