using DistLab.Protocols;

namespace DistLab.Coordination;

/// <summary>
/// What all election protocols share: a process that notices that there is no coordinator calls an election, and in the end
/// every process knows the one with the greatest identifier.
/// </summary>
/// <remarks>Coulouris et al., 5th ed., §15.3.</remarks>
/// <typeparam name="TState">What one process remembers.</typeparam>
public abstract class Election<TState> : Protocol<TState, ElectionMessage>
    where TState : ElectionState
{
    /// <inheritdoc/>
    public sealed override TState OnMessage(TState state, NodeId self, NodeId from, ElectionMessage message, Effects<ElectionMessage> effects) =>
        message is ElectionMessage.BeginCall ? ToBegin(state, self, effects) : OnReceipt(state, self, from, message, effects);

    /// <summary>To begin an election, the process having noticed that there is no coordinator.</summary>
    protected abstract TState ToBegin(TState state, NodeId self, Effects<ElectionMessage> effects);

    /// <summary>On receipt of one of the protocol's own messages.</summary>
    protected abstract TState OnReceipt(TState state, NodeId self, NodeId from, ElectionMessage message, Effects<ElectionMessage> effects);

    /// <summary>For the rules: the process knows the coordinator from now on.</summary>
    protected static TState Learn(int leader, TState state, Effects<ElectionMessage> effects)
    {
        ArgumentNullException.ThrowIfNull(effects);
        effects.Output(new Elected(leader));
        return state with { Leader = leader, IsParticipant = false };
    }
}
