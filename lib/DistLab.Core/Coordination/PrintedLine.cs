using System.Globalization;
using DistLab.Protocols;

namespace DistLab.Coordination;

/// <summary>A line on the paper of a shared printer.</summary>
/// <param name="At">When it was printed.</param>
/// <param name="Client">Whose line it is.</param>
/// <param name="Page">Which of the client's pages it belongs to, from 1.</param>
/// <param name="Line">Which line of that page it is, from 1.</param>
public sealed record PrintedLine(Instant At, NodeId Client, int Page, int Line)
{
    /// <summary>For example <c>P2 page 1, line 3</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Client} page {Page}, line {Line}");
}
