using DistLab.Protocols;

namespace DistLab.Time;

/// <summary>A message in a causal history.</summary>
/// <param name="Number">Its number in the trace; a copy that the network made has its own.</param>
/// <param name="From">Who sent it.</param>
/// <param name="To">Whom it is for.</param>
/// <param name="Content">The message.</param>
public sealed record SentMessage(long Number, NodeId From, NodeId To, object? Content)
{
    /// <summary>For example <c>P0 → P1: request</c>.</summary>
    public override string ToString() => $"{From} → {To}: {Content}";
}
