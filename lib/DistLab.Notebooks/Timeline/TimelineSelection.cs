using DistLab.Checking;

namespace DistLab.Notebooks.Timeline;

/// <summary>Which operations of a history are shown: those that a violation is about, or as many as fit a picture.</summary>
internal sealed class TimelineSelection
{
    public TimelineSelection(History history, ConsistencyVerdict? verdict, TimelineOptions options)
    {
        var isPart = verdict is { Conformance: Conformance.Violated, Part.IsNil: false };
        var end = verdict?.PrefixLength is { } length ? history.Prefix(length).Count : history.Count;
        var asked = options.From is not null || options.To is not null;
        var candidates = Enumerable.Range(0, asked ? history.Count : end)
            .Where(index => !isPart || history[index].Call.Key == verdict!.Part)
            .Where(index => IsWithin(history[index], options)).ToList();
        var keepsLast = options.KeepsLast ?? verdict?.PrefixLength is not null;
        var chosen = keepsLast ? candidates.TakeLast(options.Most) : candidates.Take(options.Most);
        // What a violation is about is shown whatever else there is no room for.
        Operations = [.. chosen.Union(candidates.Intersect(verdict?.Offending ?? []).TakeLast(options.Most)).Order()];
        LeftOut = history.Count - Operations.Count;
    }

    /// <summary>The operations, in the order of their calls.</summary>
    public IReadOnlyList<int> Operations { get; }

    /// <summary>How many operations of the history are not shown.</summary>
    public int LeftOut { get; }

    private static bool IsWithin(Operation operation, TimelineOptions options) =>
        operation.Invoked.Nanoseconds <= (options.To ?? long.MaxValue) && (operation.ReturnedAt?.Nanoseconds ?? long.MaxValue) >= (options.From ?? long.MinValue);
}
