using DistLab.Protocols;

namespace DistLab.Consensus;

/// <summary>At a leader of <see cref="MultiPaxos"/>: what it proposes for a slot, and who has accepted it.</summary>
/// <param name="Proposal">The proposal.</param>
/// <param name="Accepts">Who has accepted it so far.</param>
public sealed record SlotVotes(SlotProposal Proposal, NodeSet Accepts);
