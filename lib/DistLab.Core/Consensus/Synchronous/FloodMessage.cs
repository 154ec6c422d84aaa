using System.Globalization;
using DistLab.Protocols;

namespace DistLab.Consensus;

/// <summary>What travels in <see cref="FloodSet"/> from one process to another in one round.</summary>
/// <param name="Round">Which round, from 1.</param>
/// <param name="Values">All values that the sender has seen; empty when nothing comes from it in this round.</param>
/// <param name="IsLast">Whether nothing comes from it in any later round: it has crashed.</param>
public sealed record FloodMessage(int Round, ValueList<int> Values, bool IsLast)
{
    /// <summary>For example <c>round 1: [0, 1]</c>.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"round {Round}: {(Values.Count == 0 ? "silence" : Values)}{(IsLast && Values.Count > 0 ? ", then silence" : "")}");
}
