namespace DistLab.Kernel;

/// <summary>What is to be done with a part of a cell.</summary>
internal enum CellPartKind
{
    CSharp,
    Library,
    Display,
    Time,
}

/// <summary>A part of a cell: code to run, libraries to refer to, or something to show.</summary>
internal sealed record CellPart(CellPartKind Kind, string Name)
{
    /// <summary>C#, with empty lines in the place of all else, so that line numbers are the cell's.</summary>
    internal string Text { get; init; } = "";

    /// <summary>Files of libraries.</summary>
    internal IReadOnlyList<string> Paths { get; init; } = [];

    internal MimeBundle? Bundle { get; init; }
}
