namespace DistLab.Checking;

/// <summary>What a search has found out about a property.</summary>
public enum Verdict : byte
{
    /// <summary>It holds: all states were seen and none speaks against it, or the state was seen that it asks for.</summary>
    Holds,

    /// <summary>It does not hold.</summary>
    Violated,

    /// <summary>Neither, in that part of the states that was searched.</summary>
    Open,
}
