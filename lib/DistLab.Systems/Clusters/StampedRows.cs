using DistLab.Protocols;
using DistLab.Simulation;

namespace DistLab.Systems;

/// <summary>Rows as the world outside sees them: messages numbered from 1, as in a simulation.</summary>
internal static class StampedRows
{
    public static IReadOnlyList<StampedRow> Of(IEnumerable<NodeRow> rows)
    {
        var numbers = new Dictionary<(NodeId Sender, long Number), long>();
        var stamped = new List<StampedRow>();
        foreach (var row in rows)
        {
            var number = 0L;
            if (row.Number != 0)
            {
                var sender = row.Kind == TraceKind.Send ? row.Node : row.Peer;
                if (!numbers.TryGetValue((sender, row.Number), out number))
                    numbers[(sender, row.Number)] = number = numbers.Count + 1;
            }
            stamped.Add(new(new(row.At, row.Kind, row.Node, row.Peer, number, row.Content), [.. row.Clock]));
        }
        return stamped;
    }
}
