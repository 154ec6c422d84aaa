namespace DistLab.Checking.Search;

/// <summary>Runs a search and tells what it found.</summary>
internal sealed class Searcher<TView, TRun>(StateSpace<TView> space, Func<Path, TRun> retrace, IWorkers workers)
    where TRun : class
{
    private readonly BreadthFirst<TView> _search = new(space, workers);

    public SearchResult<TRun> Run(IProgress<SearchProgress>? progress, CancellationToken cancellation)
    {
        var end = _search.Run(progress, cancellation);
        var findings = new List<Finding<TRun>>();
        if (_search.Failure.Number >= 0)
            findings.Add(TellFailure());
        for (var i = 0; i < space.Options.Properties.Count; i++)
        {
            var property = space.Options.Properties[i];
            findings.Add(property.IsOfRuns ? TellOfRuns(property, end, cancellation) : TellOfStates(property, _search.Hits[i], end));
        }
        return new(findings, end, _search.Progress, _search.PeakBytes, space.Options.IsExact);
    }

    private Finding<TRun> TellFailure()
    {
        var (initial, ordinals) = space.Predecessors.PathTo(_search.Failure.Number);
        var path = new Path(initial, [.. ordinals, _search.Failure.Ordinal]);
        return new("no step fails", PropertyKind.Always, Verdict.Violated, retrace(path), $"violated after {FindingText.Steps(path.Ordinals.Count)}: {_search.Failure.Text}");
    }

    private Finding<TRun> TellOfStates(Property<TView> property, int hit, SearchEnd end)
    {
        var isWanted = property.Kind == PropertyKind.Sometimes;
        if (hit < 0)
        {
            var unseen = end != SearchEnd.Complete ? Verdict.Open : isWanted ? Verdict.Violated : Verdict.Holds;
            return new(property.Name, property.Kind, unseen, null, FindingText.Unseen(property.Kind, unseen, _search.Progress.States));
        }
        var (initial, ordinals) = space.Predecessors.PathTo(hit);
        var text = $"{(isWanted ? "seen" : "violated")} after {FindingText.Steps(ordinals.Count)}";
        return new(property.Name, property.Kind, isWanted ? Verdict.Holds : Verdict.Violated, retrace(new(initial, ordinals)), text);
    }

    private Finding<TRun> TellOfRuns(Property<TView> property, SearchEnd end, CancellationToken cancellation)
    {
        if (end is SearchEnd.Cancelled or SearchEnd.Decided)
            return new(property.Name, property.Kind, Verdict.Open, null, "not looked into, as the search ended before");
        var region = new RegionBuilder<TView>(space, property, workers, _search.SpareBytes, cancellation).Build(_search.Levels);
        if (region is null)
            return new(property.Name, property.Kind, Verdict.Open, null, cancellation.IsCancellationRequested ? "cancelled" : "not looked into for want of memory");
        if (FairRun.Find(region) is not { } found)
        {
            var verdict = end == SearchEnd.Complete ? Verdict.Holds : Verdict.Open;
            return new(property.Name, property.Kind, verdict, null, FindingText.Unseen(property.Kind, verdict, _search.Progress.States));
        }
        var path = PathAlong(region, found.Stem, found.Loop);
        return new(property.Name, property.Kind, Verdict.Violated, retrace(path), FindingText.Avoided(path));
    }

    private Path PathAlong(Region region, List<int> stem, List<(int Place, ushort Ordinal)> loop)
    {
        var (initial, ordinals) = space.Predecessors.PathTo(region.StateAt(stem[0]));
        for (var i = 1; i < stem.Count; i++)
        {
            foreach (var edge in region.Edges(stem[i - 1]))
            {
                if (edge.Target != stem[i])
                    continue;
                ordinals.Add(edge.Ordinal);
                break;
            }
        }
        var length = ordinals.Count;
        ordinals.AddRange(loop.Select(step => (int)step.Ordinal));
        return new(initial, ordinals, loop.Count == 0 ? null : length);
    }
}
