namespace DistLab.Time;

/// <summary>How two events stand to each other in happened-before.</summary>
public enum CausalOrder : byte
{
    /// <summary>They are one event.</summary>
    Same,

    /// <summary>The first happened before the second: it may have caused it.</summary>
    Before,

    /// <summary>The second happened before the first.</summary>
    After,

    /// <summary>Neither happened before the other: neither can have caused the other.</summary>
    Concurrent,
}
