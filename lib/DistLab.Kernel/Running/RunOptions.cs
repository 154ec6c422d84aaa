namespace DistLab.Kernel;

/// <summary>How a notebook is run.</summary>
public sealed record RunOptions
{
    private readonly TimeSpan _cellTimeout = TimeSpan.FromSeconds(120);

    /// <summary>The longest that one cell may take, above zero; 120 s if not set. The process's start is not counted.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not above zero.</exception>
    public TimeSpan CellTimeout
    {
        get => _cellTimeout;
        init => _cellTimeout = value > TimeSpan.Zero ? value : throw new ArgumentOutOfRangeException(nameof(value), "A time limit must be above zero.");
    }

    /// <summary>
    /// Values for variables that the cell tagged <c>parameters</c> declares, as text: <c>rate</c> → <c>30</c>. They are set in
    /// a cell tagged <c>injected-parameters</c> that follows it.
    /// </summary>
    public IReadOnlyDictionary<string, string> Parameters { get; init; } = new Dictionary<string, string>();

    /// <summary>What measures the time limit: a test lets it run out when it likes.</summary>
    internal TimeProvider Clock { get; init; } = TimeProvider.System;
}
