namespace DistLab.Protocols;

/// <summary>One thing that a node does in answer to an event, as a driver sees it.</summary>
/// <remarks>Its parts are written in place, one by one: a copied value would wait for the stores before it.</remarks>
public struct Effect<TMessage>
    where TMessage : class
{
    /// <summary>What is done.</summary>
    public EffectKind Kind { get; internal set; }

    /// <summary>Whom a message is for.</summary>
    public NodeId To { get; internal set; }

    /// <summary>The message, the timer's name, or the occasion of a clock reading.</summary>
    public TMessage? Message { get; internal set; }

    /// <summary>The <see cref="Delay"/> of a timer, or the value that is output.</summary>
    public object? Detail { get; internal set; }

    /// <summary>What a clock is set to.</summary>
    public Instant Reading { get; internal set; }
}
