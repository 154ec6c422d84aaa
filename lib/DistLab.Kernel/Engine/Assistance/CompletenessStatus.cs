namespace DistLab.Kernel;

/// <summary>Whether a text can be run as it stands.</summary>
public enum CompletenessStatus
{
    /// <summary>It can be run.</summary>
    Complete,

    /// <summary>It goes on: a brace or a text is still open.</summary>
    Incomplete,

    /// <summary>No further line can make it right.</summary>
    Invalid,
}
