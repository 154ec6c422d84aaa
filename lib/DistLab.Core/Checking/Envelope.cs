using DistLab.Protocols;

namespace DistLab.Checking;

/// <summary>A message under way.</summary>
/// <param name="From">Who sent it; <see cref="NodeId.Outside"/> when it comes from outside the system.</param>
/// <param name="To">Whom it is for.</param>
/// <param name="Message">The message.</param>
public readonly record struct Envelope<TMessage>(NodeId From, NodeId To, TMessage Message)
{
    /// <summary>For example <c>P0 → P1: request</c>.</summary>
    public override string ToString() => $"{From} → {To}: {Message}";
}
