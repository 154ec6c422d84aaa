using DistLab.Protocols;

namespace DistLab.Simulation;

/// <summary>
/// Byzantine nodes as protocols: each does what the correct protocol does, and then says nothing, or something else. What
/// chance decides is chosen by <see cref="Effects{TMessage}.Choose"/>, so that the checker tries every branch.
/// </summary>
/// <remarks>Lamport, Shostak and Pease, "The Byzantine Generals Problem" (1982).</remarks>
public static class Byzantine
{
    /// <summary>The node hears everything and sends nothing.</summary>
    public static Protocol<TState, TMessage> Silent<TState, TMessage>(Protocol<TState, TMessage> correct)
        where TState : class
        where TMessage : class => new ByzantineProtocol<TState, TMessage>(correct, (_, _) => null);

    /// <summary>The node tells some the truth and others something else: for each message sent, one of the two is chosen.</summary>
    /// <param name="correct">What the other nodes follow.</param>
    /// <param name="mutator">What it says instead of the truth.</param>
    public static Protocol<TState, TMessage> Equivocate<TState, TMessage>(Protocol<TState, TMessage> correct, Mutator<TMessage> mutator)
        where TState : class
        where TMessage : class
    {
        ArgumentNullException.ThrowIfNull(mutator);
        return new ByzantineProtocol<TState, TMessage>(correct, (message, choose) => choose(2) == 0 ? message : mutator(message, choose));
    }

    /// <summary>The node tells everybody something else.</summary>
    /// <inheritdoc cref="Equivocate"/>
    public static Protocol<TState, TMessage> Lie<TState, TMessage>(Protocol<TState, TMessage> correct, Mutator<TMessage> mutator)
        where TState : class
        where TMessage : class
    {
        ArgumentNullException.ThrowIfNull(mutator);
        return new ByzantineProtocol<TState, TMessage>(correct, (message, choose) => mutator(message, choose));
    }

    /// <summary>A protocol in which some nodes follow another one, for example <c>protocol.With([2], Byzantine.Silent(protocol))</c>.</summary>
    /// <param name="protocol">What the others follow.</param>
    /// <param name="nodes">Who follows the other protocol.</param>
    /// <param name="other">What they follow: one of the above, or any other of the same states and messages.</param>
    public static Protocol<TState, TMessage> With<TState, TMessage>(
        this Protocol<TState, TMessage> protocol, IEnumerable<NodeId> nodes, Protocol<TState, TMessage> other)
        where TState : class
        where TMessage : class
    {
        ArgumentNullException.ThrowIfNull(nodes);
        return new MixedProtocol<TState, TMessage>(protocol, [.. nodes], other);
    }

    internal static Protocol<TState, TMessage> Behaving<TState, TMessage>(
        ByzantineBehaviour behaviour, Protocol<TState, TMessage> correct, Mutator<TMessage>? mutator)
        where TState : class
        where TMessage : class => behaviour switch
    {
        ByzantineBehaviour.Silent => Silent(correct),
        ByzantineBehaviour.Equivocate => Equivocate(correct, mutator!),
        ByzantineBehaviour.Lie => Lie(correct, mutator!),
        _ => correct,
    };
}
