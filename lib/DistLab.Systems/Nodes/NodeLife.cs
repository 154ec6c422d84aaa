using DistLab.Protocols;
using DistLab.Time;

namespace DistLab.Systems;

/// <summary>The circumstances of one life of a node.</summary>
/// <param name="Self">The node.</param>
/// <param name="Nodes">How many nodes there are.</param>
/// <param name="Number">Which life it is, from 0: each restart begins another.</param>
/// <param name="StepsBefore">How many steps the node took in its former lives: its vector clock goes on from there.</param>
/// <param name="Seed">What its choices and the lengths of its timers follow from.</param>
/// <param name="Time">The run's clock.</param>
/// <param name="OwnClock">The clock that the protocol reads.</param>
internal sealed record NodeLife(NodeId Self, int Nodes, int Number, long StepsBefore, ulong Seed, RunClock Time, DriftingClock OwnClock)
{
    /// <summary>The number before the life's first message; no two lives of a node use the same numbers.</summary>
    public long FirstNumber => (long)Number << 40;
}
