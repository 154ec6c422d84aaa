using System.Globalization;
using DistLab.Protocols;

namespace DistLab.Simulation;

/// <summary>One thing that happened in a run.</summary>
/// <param name="At">When.</param>
/// <param name="Kind">What.</param>
/// <param name="Node">To which node; <see cref="NodeId.Outside"/> for a change of the network.</param>
/// <param name="Peer">For a message, the other end: the receiver in a send, a duplication or a corruption, the sender otherwise.</param>
/// <param name="Message">For a message, its number, from 1: a send and its receipt (or loss) bear the same one. Otherwise 0.</param>
/// <param name="Content">The message, timer, output, clock reading, state or fault.</param>
public record struct TraceRow(Instant At, TraceKind Kind, NodeId Node, NodeId Peer, long Message, object? Content)
{
    /// <summary>The row as one line, alike in every culture.</summary>
    public override readonly string ToString()
    {
        var message = Message == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" #{Message} {(Kind is TraceKind.Send or TraceKind.Duplicate or TraceKind.Corrupt ? "to" : "from")} {Peer}");
        var content = Content is null ? "" : " " + Content;
        return string.Create(CultureInfo.InvariantCulture, $"{At} {Node} {Kind}{message}{content}");
    }
}
