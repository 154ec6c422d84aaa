namespace DistLab.Checking;

/// <summary>Why a search ended.</summary>
public enum SearchEnd : byte
{
    /// <summary>Every state was seen that can be reached.</summary>
    Complete,

    /// <summary>A property was violated, or nothing was left to find out.</summary>
    Decided,

    /// <summary>Every state was seen that can be reached in as many steps as allowed; there are more.</summary>
    DepthLimit,

    /// <summary>As many states as allowed were found; there are more.</summary>
    StateLimit,

    /// <summary>As much memory as allowed was in use; there are more states.</summary>
    MemoryLimit,

    /// <summary>The caller cancelled it.</summary>
    Cancelled,
}
