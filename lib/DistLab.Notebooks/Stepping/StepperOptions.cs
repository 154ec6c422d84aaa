using DistLab.Protocols;

namespace DistLab.Notebooks.Stepping;

/// <summary>What a caller asked a stepper to show, and how.</summary>
internal sealed record StepperOptions
{
    /// <summary>More steps than anybody goes through by hand, and yet a page of about 100 kB.</summary>
    public const int DefaultMaxSteps = 500;

    public const int GreatestMaxSteps = 4096;

    public string? Title { get; init; }

    public int MaxSteps { get; init; } = DefaultMaxSteps;

    /// <summary>Whether the last steps are kept and not the first.</summary>
    public bool KeepsLast { get; init; }

    /// <summary>Claims that were broken, and when, in nanoseconds.</summary>
    public IReadOnlyList<(long At, string Text)> Violations { get; init; } = [];

    /// <summary>Whether there are no nodes, but one state, and steps that have a name and no time.</summary>
    public bool IsSystem { get; init; }

    public Func<NodeId, string> NodeName { get; init; } = node => node.ToString();

    public Func<object, string>? MessageLabel { get; init; }
}
