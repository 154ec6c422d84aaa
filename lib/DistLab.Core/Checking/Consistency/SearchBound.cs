namespace DistLab.Checking;

/// <summary>
/// How far a search for a legal order may go. To find one is NP-complete (Gibbons and Korach 1997), so a search is given an end; one that
/// reaches it says that it does not know.
/// </summary>
/// <param name="Steps">How often an operation may be tried, 2 × 10⁹ unless told: about a minute or a few.</param>
/// <param name="Bytes">How much memory the search may take for what it remembers, about; 1 GiB unless told.</param>
public sealed record SearchBound(long Steps = 2_000_000_000, long Bytes = 1L << 30)
{
    /// <summary>The usual bound.</summary>
    public static SearchBound Usual { get; } = new();
}
