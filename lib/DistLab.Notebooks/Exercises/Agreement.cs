namespace DistLab.Notebooks;

/// <summary>How a number of ours stands to a published one.</summary>
public enum Agreement
{
    /// <summary>Within the tolerance.</summary>
    Yes,

    /// <summary>On the right side of a published bound.</summary>
    InBound,

    /// <summary>It differs, for a reason that is given.</summary>
    Explained,

    /// <summary>It differs, or breaks the bound.</summary>
    No,
}
