namespace DistLab.Checking;

/// <summary>How an operation ended, as far as its client knows.</summary>
public enum OperationOutcome : byte
{
    /// <summary>It returned with a result.</summary>
    Returned,

    /// <summary>It did not happen, and never will.</summary>
    Failed,

    /// <summary>No answer came: it may have taken effect at any time after its call, may do so later, or never.</summary>
    Unknown,
}
