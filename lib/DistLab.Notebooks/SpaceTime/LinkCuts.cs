using DistLab.Protocols;
using DistLab.Simulation;

namespace DistLab.Notebooks.SpaceTime;

/// <summary>When which links were cut, each in its direction, other than by a partition.</summary>
internal sealed class LinkCuts(IEnumerable<NetworkChange> changes)
{
    private readonly List<NetworkChange> _changes = [.. changes.Where(change => change.Fault.Kind is FaultKind.Cut or FaultKind.Mend or FaultKind.Heal)];

    public bool Any => _changes.Exists(change => change.Fault.Kind == FaultKind.Cut);

    /// <summary>The times in which no message passed from one node to another; the last may have no end.</summary>
    public IEnumerable<(long From, long? To)> Times(int from, int to)
    {
        long? since = null;
        foreach (var change in _changes.Where(change => Concerns(change.Fault, from, to)))
        {
            if (change.Fault.Kind == FaultKind.Cut)
            {
                since ??= change.At;
            }
            else if (since is { } begin)
            {
                yield return (begin, change.At);
                since = null;
            }
        }
        if (since is { } open)
            yield return (open, null);
    }

    private static bool Concerns(Fault fault, NodeId from, NodeId to) => fault.Kind == FaultKind.Heal || fault.Links!.Contains(from, to);
}
