namespace DistLab.Checking.Search;

/// <summary>A state that was generated and may be new.</summary>
internal struct Candidate
{
    public ulong Fingerprint;

    /// <summary>The number of the state that it follows; −1 for an initial state.</summary>
    public int Parent;

    /// <summary>Which of the successors of its parent it is; for an initial state, which of those.</summary>
    public ushort Ordinal;

    public bool IsNew;
}
