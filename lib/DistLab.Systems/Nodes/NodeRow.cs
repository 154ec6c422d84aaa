using DistLab.Protocols;
using DistLab.Simulation;

namespace DistLab.Systems;

/// <summary>A row of a node's own trace.</summary>
/// <param name="At">When, by this process's reading of the run's clock.</param>
/// <param name="Kind">What.</param>
/// <param name="Node">To which node.</param>
/// <param name="Peer">The other end of a message.</param>
/// <param name="Number">The message's number; together with its sender it names the message in the whole run.</param>
/// <param name="Content">The message, timer, output or clock reading.</param>
/// <param name="Clock">The node's vector clock in this step, an entry for each node.</param>
internal readonly record struct NodeRow(Instant At, TraceKind Kind, NodeId Node, NodeId Peer, long Number, object? Content, long[] Clock);
