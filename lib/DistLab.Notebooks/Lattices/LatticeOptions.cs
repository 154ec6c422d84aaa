using DistLab.Time;

namespace DistLab.Notebooks.Lattices;

/// <summary>How a lattice is to be drawn.</summary>
internal sealed record LatticeOptions
{
    public string Title { get; init; } = "The consistent cuts of a run";

    public string? Subtitle { get; init; }

    public string? Footer { get; init; }

    public string ConditionName { get; init; } = "";

    public Func<Cut, bool>? Condition { get; init; }

    public Func<Cut, string>? Label { get; init; }
}
