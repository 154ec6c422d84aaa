namespace DistLab.Protocols;

/// <summary>The things that a node can do.</summary>
public enum EffectKind : byte
{
    /// <summary>Send a message to a node.</summary>
    Send,

    /// <summary>Set a timer, or set it anew.</summary>
    SetTimer,

    /// <summary>Cancel a timer.</summary>
    CancelTimer,

    /// <summary>Tell the world outside something.</summary>
    Output,

    /// <summary>Read the node's own clock.</summary>
    ReadClock,

    /// <summary>Set the node's own clock.</summary>
    SetClock,
}
