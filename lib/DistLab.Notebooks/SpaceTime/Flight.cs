namespace DistLab.Notebooks.SpaceTime;

internal enum Fate
{
    InFlight,
    Delivered,
    Lost,
}

/// <summary>A message's way from one node to another.</summary>
internal sealed class Flight(int from, int to, object? content)
{
    public int From { get; } = from;

    public int To { get; } = to;

    public object? Content { get; } = content;

    /// <summary>The step that sent it; <c>null</c> when the trace no longer has it, or when it came from outside.</summary>
    public Step? Sender { get; init; }

    public int SendRow { get; init; } = -1;

    /// <summary>Whether the network made it as a second copy.</summary>
    public bool IsCopy { get; init; }

    /// <summary>What it became if it was corrupted under way.</summary>
    public object? Corrupted { get; set; }

    public Fate Fate { get; set; }

    /// <summary>The row of its receipt or loss; −1 while it is in flight.</summary>
    public int EndRow { get; set; } = -1;

    public long EndAt { get; set; }

    public long? SentAt => Sender?.At;
}
