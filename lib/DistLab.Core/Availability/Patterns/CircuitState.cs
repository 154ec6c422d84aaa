namespace DistLab.Availability;

/// <summary>What a circuit breaker does with requests.</summary>
public enum CircuitState : byte
{
    /// <summary>They pass.</summary>
    Closed,

    /// <summary>They are refused at once.</summary>
    Open,

    /// <summary>One passes, to see whether all is well again; the others are refused.</summary>
    HalfOpen,
}
