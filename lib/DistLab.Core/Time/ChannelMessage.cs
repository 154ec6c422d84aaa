using DistLab.Protocols;

namespace DistLab.Time;

/// <summary>A message that a snapshot has caught under way.</summary>
/// <param name="From">Who sent it.</param>
/// <param name="Content">The message.</param>
public readonly record struct ChannelMessage<TMessage>(NodeId From, TMessage Content)
    where TMessage : class;
