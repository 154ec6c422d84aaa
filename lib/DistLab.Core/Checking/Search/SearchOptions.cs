namespace DistLab.Checking.Search;

/// <summary>What a search looks for and how far it goes.</summary>
internal sealed record SearchOptions<TView>
{
    public const long DefaultMemory = 2L << 30;

    public const int MostStates = int.MaxValue - (1 << 24);

    public IReadOnlyList<Property<TView>> Properties { get; init; } = [];

    public Func<TView, bool>? Boundary { get; init; }

    public int MaxDepth { get; init; } = int.MaxValue;

    public long MaxStates { get; init; } = MostStates;

    public long MaxBytes { get; init; } = DefaultMemory;

    public bool IsExact { get; init; }

    public bool FindsAll { get; init; }

    /// <summary>Whether states must be kept after they were looked into.</summary>
    public bool KeepsStates => IsExact || Properties.Any(property => property.IsOfRuns);

    /// <summary>Makes sure that states need not be told from those that are like them but for names.</summary>
    /// <exception cref="InvalidOperationException">They must be.</exception>
    public void RequireNoStatesKept()
    {
        if (IsExact)
            throw new InvalidOperationException("An exact search tells states apart that symmetry takes for one: leave out Exact or Symmetric.");
        if (KeepsStates)
            throw new InvalidOperationException("Eventually and LeadsTo ask which node does what, which symmetry makes one of: leave out Symmetric.");
    }

    public SearchOptions<TView> With(string name, PropertyKind kind, Func<TView, bool> condition, Func<TView, bool>? then = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(condition);
        if (Properties.Any(property => property.Name == name))
            throw new ArgumentException($"There is a property \"{name}\" already.", nameof(name));
        return this with { Properties = [.. Properties, new(name, kind, condition, then)] };
    }
}
