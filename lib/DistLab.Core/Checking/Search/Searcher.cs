using System.Globalization;

namespace DistLab.Checking.Search;

/// <summary>Runs a search and tells what it found.</summary>
internal static class Searcher
{
    public static SearchResult<TRun> Run<TView, TRun>(
        StateSpace<TView> space, Func<Path, TRun> retrace, IWorkers workers, IProgress<SearchProgress>? progress, CancellationToken cancellation)
        where TRun : class
    {
        var search = new BreadthFirst<TView>(space, workers);
        var end = search.Run(progress, cancellation);
        var findings = new List<Finding<TRun>>();
        if (search.Failure.Number >= 0)
            findings.Add(TellFailure(space, search.Failure, retrace));
        for (var i = 0; i < space.Options.Properties.Count; i++)
        {
            var property = space.Options.Properties[i];
            var path = search.Hits[i] >= 0 ? PathTo(space, search.Hits[i]) : null;
            findings.Add(Tell(property.Name, property.Kind, path, end == SearchEnd.Complete, search.States, retrace));
        }
        return new(findings, end, search.Progress, search.PeakBytes, space.Options.IsExact);
    }

    private static Path PathTo<TView>(StateSpace<TView> space, int number)
    {
        var (initial, ordinals) = space.Predecessors.PathTo(number);
        return new(initial, ordinals);
    }

    private static Finding<TRun> TellFailure<TView, TRun>(StateSpace<TView> space, (int Number, int Ordinal, string Text) failure, Func<Path, TRun> retrace)
        where TRun : class
    {
        var (initial, ordinals) = space.Predecessors.PathTo(failure.Number);
        var run = retrace(new(initial, [.. ordinals, failure.Ordinal]));
        return new("no step fails", PropertyKind.Always, Verdict.Violated, run, $"violated after {Steps(ordinals.Count + 1)}: {failure.Text}");
    }

    private static Finding<TRun> Tell<TRun>(string name, PropertyKind kind, Path? path, bool isComplete, int states, Func<Path, TRun> retrace)
        where TRun : class
    {
        var isHit = path is not null;
        var verdict = (isHit, kind == PropertyKind.Sometimes) switch
        {
            (true, var isWanted) => isWanted ? Verdict.Holds : Verdict.Violated,
            (false, true) => isComplete ? Verdict.Violated : Verdict.Open,
            (false, false) => isComplete ? Verdict.Holds : Verdict.Open,
        };
        var steps = path is null ? "" : Steps(path.Ordinals.Count);
        var text = (kind, isHit, isComplete) switch
        {
            (PropertyKind.Sometimes, true, _) => $"seen after {steps}",
            (PropertyKind.Sometimes, false, true) => "in no state",
            (PropertyKind.Sometimes, false, false) => string.Create(CultureInfo.InvariantCulture, $"not seen in {states:N0} states"),
            (_, true, _) => $"violated after {steps}",
            (PropertyKind.Never, false, true) => "never",
            (PropertyKind.WhenQuiet, false, true) => "whenever it is quiet",
            (PropertyKind.Always, false, true) => "always",
            (_, false, true) => "in every fair run",
            _ => string.Create(CultureInfo.InvariantCulture, $"not violated in {states:N0} states"),
        };
        return new(name, kind, verdict, path is null ? null : retrace(path), text);
    }

    private static string Steps(int count) => string.Create(CultureInfo.InvariantCulture, $"{count:N0} {(count == 1 ? "step" : "steps")}");
}
