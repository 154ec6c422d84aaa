using DistLab.Protocols;

namespace DistLab.Systems;

/// <summary>Something that waits for its turn at a node: a message, or a call by whoever runs the node.</summary>
/// <param name="From">The sender.</param>
/// <param name="Message">The message; null for a call.</param>
/// <param name="Number">The message's number.</param>
/// <param name="Clock">The sender's vector clock; null from outside.</param>
/// <param name="Call">What to do on the node's thread; null for a message.</param>
internal readonly record struct NodeEvent<TMessage>(NodeId From, TMessage? Message, long Number, long[]? Clock, Action? Call = null)
    where TMessage : class;
