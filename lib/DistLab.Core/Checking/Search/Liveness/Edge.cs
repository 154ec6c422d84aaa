namespace DistLab.Checking.Search;

/// <summary>A step from one state to another, as far as fairness is concerned.</summary>
/// <param name="Target">Where it leads: a number; −1 for a state that does not count.</param>
/// <param name="Fairness">Which steps are fair together with it; −1 when nothing is promised.</param>
/// <param name="Ordinal">Which step of its state it is.</param>
/// <param name="IsReset">Whether the step is not one of those, but ends the time for which they could be taken.</param>
internal readonly record struct Edge(int Target, int Fairness, ushort Ordinal, bool IsReset = false);
