using DistLab.Protocols;

namespace DistLab.Consensus;

/// <summary>Proposals by slot.</summary>
internal static class MultiPaxosLog
{
    /// <summary>The proposals with this one for its slot, whatever stood there.</summary>
    public static ValueList<SlotProposal> Put(ValueList<SlotProposal> log, SlotProposal proposal) =>
        [.. log.Where(other => other.Slot < proposal.Slot), proposal, .. log.Where(other => other.Slot > proposal.Slot)];

    /// <summary>The proposals with this one for its slot, unless one of a higher number stands there.</summary>
    public static ValueList<SlotProposal> Highest(ValueList<SlotProposal> log, SlotProposal proposal) =>
        log.Any(other => other.Slot == proposal.Slot && other.Number >= proposal.Number) ? log : Put(log, proposal);
}
