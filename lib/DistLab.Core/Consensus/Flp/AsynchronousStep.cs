using DistLab.Checking;
using DistLab.Protocols;

namespace DistLab.Consensus;

/// <summary>One step of a deterministic protocol that only sends and outputs.</summary>
internal sealed class AsynchronousStep<TState, TMessage>(Protocol<TState, TMessage> protocol)
    where TState : class
    where TMessage : class
{
    private readonly Effects<TMessage> _effects = new(_ => throw new NotSupportedException($"{protocol.GetType().Name} throws a coin: the scheduler alone is to decide here."));

    /// <summary>What the node did in the last step.</summary>
    public ReadOnlySpan<Effect<TMessage>> Recorded => _effects.Recorded;

    public TState Start(NodeId node)
    {
        _effects.Clear();
        return Checked(protocol.Start(node, _effects));
    }

    public TState OnMessage(TState state, in Envelope<TMessage> sent)
    {
        _effects.Clear();
        return Checked(protocol.OnMessage(state, sent.To, sent.From, sent.Message, _effects));
    }

    private TState Checked(TState state)
    {
        foreach (ref readonly var effect in _effects.Recorded)
        {
            if (effect.Kind is not (EffectKind.Send or EffectKind.Output))
                throw new NotSupportedException($"{protocol.GetType().Name} uses a timer or a clock: an asynchronous system has none.");
        }
        return state;
    }
}
