namespace DistLab.Checking.Search;

/// <summary>Looks at states again that were found and kept. One thread uses it at a time.</summary>
internal abstract class Explorer<TView>
{
    /// <summary>Shows a state.</summary>
    public abstract TView View(int number);

    /// <summary>Adds the steps from a state.</summary>
    public abstract void AddEdges(int number, List<Edge> edges);
}
