namespace DistLab.Checking;

/// <summary>Whether a history meets a condition of consistency.</summary>
public enum Conformance : byte
{
    /// <summary>It does.</summary>
    Satisfied,

    /// <summary>It does not.</summary>
    Violated,

    /// <summary>The check gave up, or the history does not tell.</summary>
    Unknown,
}
