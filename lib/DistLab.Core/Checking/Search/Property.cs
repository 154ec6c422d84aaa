namespace DistLab.Checking.Search;

/// <summary>A property by name; <paramref name="Then"/> is what must follow in one that leads to something.</summary>
internal sealed record Property<TView>(string Name, PropertyKind Kind, Func<TView, bool> Condition, Func<TView, bool>? Then = null)
{
    /// <summary>Whether it speaks of runs, not of states.</summary>
    public bool IsOfRuns => Kind is PropertyKind.Eventually or PropertyKind.LeadsTo;

    public bool Test(TView view) => Ask(Condition, view);

    public bool TestThen(TView view) => Then is not null && Ask(Then, view);

    private bool Ask(Func<TView, bool> condition, TView view)
    {
        try
        {
            return condition(view);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            throw new InvalidOperationException($"The property \"{Name}\" cannot be told in the state {view}: {e.Message}", e);
        }
    }
}
