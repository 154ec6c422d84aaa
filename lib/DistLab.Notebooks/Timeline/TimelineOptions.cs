namespace DistLab.Notebooks.Timeline;

/// <summary>What a caller asked a timeline to show, and how.</summary>
internal sealed record TimelineOptions
{
    /// <summary>As many as one reads in one picture.</summary>
    public const int DefaultMost = 40;

    public const int GreatestMost = 400;

    public string? Title { get; init; }

    public string? Subtitle { get; init; }

    public string? Footer { get; init; }

    public string? Description { get; init; }

    public long? From { get; init; }

    public long? To { get; init; }

    public int Most { get; init; } = DefaultMost;

    /// <summary>Whether the last operations are shown and not the first; by default the last before a violation, otherwise the first.</summary>
    public bool? KeepsLast { get; init; }

    public Func<int, string>? ClientName { get; init; }

    public IReadOnlyList<FaultSpan> Faults { get; init; } = [];
}
