using DistLab.Protocols;

namespace DistLab.Consensus;

/// <summary>A vote that has come, and from whom.</summary>
/// <param name="From">The sender.</param>
/// <param name="Vote">The vote.</param>
public sealed record VoteReceipt(NodeId From, VoteMessage.Vote Vote);
