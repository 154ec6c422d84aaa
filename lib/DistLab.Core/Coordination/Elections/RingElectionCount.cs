using DistLab.Protocols;

namespace DistLab.Coordination;

/// <summary>What an election on a ring costs over many arrangements of the identifiers; the announcement is not counted.</summary>
/// <param name="Processes">How many processes.</param>
/// <param name="Arrangements">How many arrangements were run.</param>
/// <param name="Least">The fewest messages.</param>
/// <param name="Mean">The mean.</param>
/// <param name="Worst">The most messages.</param>
/// <param name="WorstArrangement">The first arrangement that takes the most.</param>
public sealed record RingElectionCount(int Processes, int Arrangements, int Least, double Mean, int Worst, ValueList<int> WorstArrangement);
