namespace DistLab.Checking.Search;

/// <summary>A run by numbers: in which initial state it begins, and which step is taken from each state.</summary>
/// <param name="Initial">Which of the initial states.</param>
/// <param name="Ordinals">Which step from each state.</param>
/// <param name="LoopsFrom">After how many steps the loop begins, if the run ends in one.</param>
internal sealed record Path(int Initial, IReadOnlyList<int> Ordinals, int? LoopsFrom = null);
