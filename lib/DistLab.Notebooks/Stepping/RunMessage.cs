namespace DistLab.Notebooks.Stepping;

/// <summary>A message on its way.</summary>
/// <param name="From">Its sender; −1 for the world outside.</param>
/// <param name="To">Its receiver.</param>
/// <param name="Kind">The number of its kind.</param>
/// <param name="Label">A few words.</param>
/// <param name="Text">All of it.</param>
internal sealed record RunMessage(int From, int To, int Kind, string Label, string Text)
{
    /// <summary>The step in which it was sent; −1 if before the first one.</summary>
    public int SentAt { get; init; } = -1;

    /// <summary>The step in which it arrived or was lost; −1 while it is in flight.</summary>
    public int EndAt { get; set; } = -1;

    public bool IsLost { get; set; }

    /// <summary>What it became if it was corrupted; <c>null</c> otherwise.</summary>
    public string? Corrupted { get; set; }
}
