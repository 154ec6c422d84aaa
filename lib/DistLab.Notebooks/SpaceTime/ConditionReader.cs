using System.Globalization;
using DistLab.Simulation;

namespace DistLab.Notebooks.SpaceTime;

/// <summary>Reads from a trace what faults made of nodes and links, and from when to when.</summary>
internal sealed class ConditionReader(RunHistory history)
{
    private readonly Dictionary<(int Node, ConditionKind Kind), (string Text, long? Since)> _open = [];

    /// <summary>Takes a row, if it tells of a condition.</summary>
    /// <returns>Whether there is nothing else in the row.</returns>
    public bool Take(in TraceRow row)
    {
        var (node, at, fault) = (row.Node.Index, row.At.Nanoseconds, row.Content as Fault);
        switch (row.Kind)
        {
            case TraceKind.Pause:
                Begin(node, ConditionKind.Paused, "paused", at);
                return true;
            case TraceKind.Resume:
                End(node, ConditionKind.Paused, at, began: history.BeginsLate ? "paused" : null);
                return true;
            case TraceKind.Slow:
                End(node, ConditionKind.Slow, at);
                if (fault is { Amount: not 1 })
                    Begin(node, ConditionKind.Slow, $"slow ×{fault.Amount.ToString("0.###", CultureInfo.InvariantCulture)}", at);
                return true;
            case TraceKind.Byzantine:
                End(node, ConditionKind.Byzantine, at);
                if (fault is { Behaviour: not ByzantineBehaviour.Correct })
                    Begin(node, ConditionKind.Byzantine, Words(fault.Behaviour), at);
                return true;
            case TraceKind.Network when fault is not null:
                history.NetworkChanges.Add(new(at, fault));
                return true;
            case TraceKind.Heal:
                history.NetworkChanges.Add(new(at, Fault.Heal));
                return false;
            case TraceKind.Crash:
                End(node, ConditionKind.Paused, at);
                return false;
            default:
                return row.Kind == TraceKind.State;
        }
    }

    public void Finish()
    {
        foreach (var ((node, kind), (text, since)) in _open.OrderBy(pair => pair.Key))
            history.Conditions.Add(new(node, kind, text, since, null));
    }

    private void Begin(int node, ConditionKind kind, string text, long at) => _open[(node, kind)] = (text, at);

    private void End(int node, ConditionKind kind, long at, string? began = null)
    {
        if (_open.Remove((node, kind), out var open))
            history.Conditions.Add(new(node, kind, open.Text, open.Since, at));
        else if (began is not null)
            history.Conditions.Add(new(node, kind, began, null, at));
    }

    private static string Words(ByzantineBehaviour behaviour) => behaviour switch
    {
        ByzantineBehaviour.Silent => "Byzantine: silent",
        ByzantineBehaviour.Equivocate => "Byzantine: equivocates",
        _ => "Byzantine: lies",
    };
}
