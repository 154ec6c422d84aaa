namespace DistLab.Protocols;

/// <summary>One thing that a node does in answer to an event, as a driver sees it.</summary>
/// <param name="Kind">What is done.</param>
/// <param name="To">Whom a message is for.</param>
/// <param name="Message">The message, the timer's name, or the occasion of a clock reading.</param>
/// <param name="Detail">The <see cref="Delay"/> of a timer, or the value that is output.</param>
/// <param name="Reading">What a clock is set to.</param>
public readonly record struct Effect<TMessage>(
    EffectKind Kind, NodeId To, TMessage? Message, object? Detail, Instant Reading)
    where TMessage : class;
