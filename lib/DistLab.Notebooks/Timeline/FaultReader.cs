using DistLab.Notebooks.SpaceTime;
using DistLab.Protocols;
using DistLab.Simulation;

namespace DistLab.Notebooks.Timeline;

/// <summary>Finds in a trace when nodes were down, paused, slow or Byzantine, and when the network was cut.</summary>
internal static class FaultReader
{
    public static IReadOnlyList<FaultSpan> Read(Trace trace)
    {
        var run = HistoryReader.Read(trace, [], new HashSet<TraceKind>(), vectors: false);
        var begin = run.Rows.Count > 0 ? run.Rows[0].At.Nanoseconds : 0;
        var spans = run.Downtimes.Select(down => new FaultSpan($"{new NodeId(down.Node)} down", down.From ?? begin, down.To))
            .Concat(run.Conditions.Select(condition => new FaultSpan($"{new NodeId(condition.Node)} {condition.Text}", condition.From ?? begin, condition.To)))
            .Concat(run.Cuts.Select(cut => new FaultSpan(Words(cut), cut.From, cut.To)))
            .Concat(LinkCuts(run));
        return [.. spans.OrderBy(span => span.From).ThenBy(span => span.Label, StringComparer.Ordinal)];
    }

    private static string Words(Cut cut) =>
        cut.Sides.Count == 0 ? "partition" : "partition " + string.Join(" | ", cut.Sides.Select(side => string.Join(' ', side.Order().Select(node => new NodeId(node)))));

    /// <summary>Links that were cut at the same time are said together.</summary>
    private static IEnumerable<FaultSpan> LinkCuts(RunHistory run)
    {
        var cuts = new LinkCuts(run.NetworkChanges);
        if (!cuts.Any)
            return [];
        var pairs = from sender in Enumerable.Range(0, run.NodeCount)
            from receiver in Enumerable.Range(0, run.NodeCount)
            where sender != receiver
            from time in cuts.Times(sender, receiver)
            group $"{new NodeId(sender)} → {new NodeId(receiver)}" by time;
        return pairs.Select(links => new FaultSpan($"cut {string.Join(", ", links)}", links.Key.From, links.Key.To));
    }
}
