namespace DistLab.Notebooks;

/// <summary>How a check ended.</summary>
public enum CheckState
{
    /// <summary>There is no answer yet; that is no mistake.</summary>
    NotAnswered,

    /// <summary>The answer is right.</summary>
    Passed,

    /// <summary>The answer is not right yet.</summary>
    NotYet,
}
