using System.Globalization;

namespace DistLab.Consensus;

/// <summary>What was chosen for a slot of the log; a node outputs it when it learns of it.</summary>
/// <param name="Slot">Which slot, from 1.</param>
/// <param name="Command">The command; <see cref="MultiPaxos.NoOperation"/> where a slot had to be filled.</param>
public sealed record ChosenCommand(int Slot, string Command)
{
    /// <summary>For example <c>slot 1 is x = 5</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"slot {Slot} is {Command}");
}
