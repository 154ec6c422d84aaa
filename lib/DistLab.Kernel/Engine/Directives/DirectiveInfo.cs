namespace DistLab.Kernel;

/// <summary>A directive of the dialect.</summary>
/// <param name="Name">What it begins with: <c>#!time</c>, <c>#r</c>.</param>
/// <param name="Usage">The whole line, with sample arguments.</param>
/// <param name="Description">What it does, in one sentence without a full stop.</param>
/// <param name="Kind">What it asks for.</param>
internal sealed record DirectiveInfo(string Name, string Usage, string Description, DirectiveKind Kind)
{
    /// <summary>Other names for it.</summary>
    internal IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>The language of the lines after it.</summary>
    internal CellLanguage? Language { get; init; }

    /// <summary>The options that take an argument, and, with <c>!</c> before them, those that take none.</summary>
    internal IReadOnlyList<string> Options { get; init; } = [];

    /// <summary>How many words it takes besides options, at most.</summary>
    internal int Words { get; init; }

    /// <summary>Whether its argument is a text in quotes: <c>#r "x.dll"</c>.</summary>
    internal bool IsQuoted => !Name.StartsWith("#!", StringComparison.Ordinal);
}
