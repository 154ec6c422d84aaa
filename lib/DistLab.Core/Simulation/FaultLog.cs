using DistLab.Protocols;

namespace DistLab.Simulation;

/// <summary>Which messages chance let a fault befall: each as a fault of its own, so that a run can be told without chance.</summary>
internal sealed class FaultLog
{
    private readonly Dictionary<(NodeId From, NodeId To), int> _sent = [];
    private readonly List<Fault> _befallen = [];

    /// <summary>The faults, in order; each names its message by its number on its link from the start of the run.</summary>
    public IReadOnlyList<Fault> Befallen => _befallen;

    public void Count(NodeId from, NodeId to) => _sent[(from, to)] = _sent.GetValueOrDefault((from, to)) + 1;

    public void Note(FaultKind kind, NodeId from, NodeId to, Duration heldBack)
    {
        var nth = _sent[(from, to)];
        _befallen.Add(kind switch
        {
            FaultKind.Lose => Fault.LoseMessage(from, to, nth),
            FaultKind.Duplicate => Fault.DuplicateMessage(from, to, nth),
            FaultKind.Corrupt => Fault.CorruptMessage(from, to, nth),
            _ => Fault.DelayMessage(from, to, heldBack, nth),
        });
    }
}
