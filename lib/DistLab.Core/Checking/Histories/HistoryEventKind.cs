namespace DistLab.Checking;

/// <summary>What an event of a history tells.</summary>
public enum HistoryEventKind : byte
{
    /// <summary>A client called.</summary>
    Invoke,

    /// <summary>Its operation returned.</summary>
    Return,

    /// <summary>Its operation failed: it did not happen.</summary>
    Fail,

    /// <summary>The client gave up waiting: its operation may take effect at any time or never.</summary>
    Unknown,
}
