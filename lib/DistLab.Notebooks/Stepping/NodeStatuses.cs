using System.Globalization;
using DistLab.Simulation;

namespace DistLab.Notebooks.Stepping;

/// <summary>What faults have made of each node so far.</summary>
internal sealed class NodeStatuses
{
    private readonly Dictionary<int, (bool Down, bool Paused, double Slow, ByzantineBehaviour Byzantine)> _nodes = [];

    /// <summary>Takes in a row.</summary>
    /// <returns>What the node has become, in words, or <c>null</c> if the row says nothing of it.</returns>
    public string? Take(in TraceRow row)
    {
        var status = _nodes.GetValueOrDefault(row.Node.Index, (false, false, 1, ByzantineBehaviour.Correct));
        var fault = row.Content as Fault;
        switch (row.Kind)
        {
            case TraceKind.Crash:
                status = status with { Down = true, Paused = false };
                break;
            case TraceKind.Restart:
                status = status with { Down = false };
                break;
            case TraceKind.Pause:
                status = status with { Paused = true };
                break;
            case TraceKind.Resume:
                status = status with { Paused = false };
                break;
            case TraceKind.Slow:
                status = status with { Slow = fault?.Amount ?? 1 };
                break;
            case TraceKind.Byzantine:
                status = status with { Byzantine = fault?.Behaviour ?? ByzantineBehaviour.Correct };
                break;
            default:
                return null;
        }
        _nodes[row.Node.Index] = status;
        return Words(status);
    }

    private static string Words((bool Down, bool Paused, double Slow, ByzantineBehaviour Byzantine) status)
    {
        string?[] words =
        [
            status.Down ? "down" : status.Paused ? "paused" : null,
            status.Slow != 1 ? string.Create(CultureInfo.InvariantCulture, $"slow ×{status.Slow:0.###}") : null,
            status.Byzantine != ByzantineBehaviour.Correct ? $"Byzantine: {status.Byzantine.ToString().ToLowerInvariant()}" : null,
        ];
        return string.Join(", ", words.OfType<string>());
    }
}
