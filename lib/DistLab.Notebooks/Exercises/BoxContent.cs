namespace DistLab.Notebooks.Exercises;

/// <summary>What a box says.</summary>
/// <param name="Tone">The class that gives it its colour: pass, fail, open or ask.</param>
/// <param name="Mark">The sign before it, which says the same as the colour.</param>
/// <param name="Verdict">The first words, set strong.</param>
/// <param name="Heading">What goes on after them.</param>
internal sealed record BoxContent(string Tone, string Mark, string Verdict, string Heading = "")
{
    /// <summary>The main sentence, for example a question.</summary>
    public string Lead { get; init; } = "";

    /// <summary>Two values side by side, with their names; or none.</summary>
    public IReadOnlyList<(string Name, string Value)> Pair { get; init; } = [];

    /// <summary>Further sentences.</summary>
    public IEnumerable<string> Lines { get; init; } = [];
}
