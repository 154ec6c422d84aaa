using DistLab.Protocols;

namespace DistLab.Consensus;

/// <summary>A message that has come, and from whom.</summary>
/// <param name="From">The sender.</param>
/// <param name="Message">The message.</param>
public sealed record FloodReceipt(NodeId From, FloodMessage Message);
