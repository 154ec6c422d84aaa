namespace DistLab.Communication;

/// <summary>What a remote invocation promises about how often the operation is executed, though messages are lost.</summary>
/// <remarks>Coulouris et al., 5th ed., §5.3.1, figure 5.9.</remarks>
public enum InvocationSemantics
{
    /// <summary>The request is sent once, and never again: executed once or not at all.</summary>
    Maybe,

    /// <summary>The request is sent again until a reply comes: executed once or more often.</summary>
    AtLeastOnce,

    /// <summary>The request is sent again, and the server does not execute it again but sends the reply that it has kept: executed once.</summary>
    AtMostOnce,
}
