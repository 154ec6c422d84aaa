using System.Globalization;

namespace DistLab.Consensus;

/// <summary>A proposal for one slot of the log of <see cref="MultiPaxos"/>.</summary>
/// <param name="Slot">Which slot, from 1.</param>
/// <param name="Number">The leader's number.</param>
/// <param name="Command">The command.</param>
public sealed record SlotProposal(int Slot, int Number, string Command)
{
    /// <summary>For example <c>slot 1, 3: x = 5</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"slot {Slot}, {Number}: {Command}");
}
