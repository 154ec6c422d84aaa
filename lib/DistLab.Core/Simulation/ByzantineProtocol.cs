using DistLab.Protocols;

namespace DistLab.Simulation;

/// <summary>Does what another protocol does, but sends what is made of its messages, or nothing.</summary>
internal sealed class ByzantineProtocol<TState, TMessage>(
    Protocol<TState, TMessage> correct, Func<TMessage, Func<int, int>, TMessage?> say) : Protocol<TState, TMessage>
    where TState : class
    where TMessage : class
{
    public override TState Start(NodeId self, Effects<TMessage> effects) =>
        Falsely(effects, inner => correct.Start(self, inner));

    public override TState OnMessage(TState state, NodeId self, NodeId from, TMessage message, Effects<TMessage> effects) =>
        Falsely(effects, inner => correct.OnMessage(state, self, from, message, inner));

    public override TState OnTimer(TState state, NodeId self, TMessage timer, Effects<TMessage> effects) =>
        Falsely(effects, inner => correct.OnTimer(state, self, timer, inner));

    public override TState OnClock(TState state, NodeId self, TMessage occasion, Instant reading, Effects<TMessage> effects) =>
        Falsely(effects, inner => correct.OnClock(state, self, occasion, reading, inner));

    public override TState? Durable(TState state) => correct.Durable(state);

    public override TState OnRestart(TState? durable, NodeId self, Effects<TMessage> effects) =>
        Falsely(effects, inner => correct.OnRestart(durable, self, inner));

    // Effects of its own for every step: a protocol has no state, and several threads may use it at once.
    private TState Falsely(Effects<TMessage> effects, Func<Effects<TMessage>, TState> handle)
    {
        var inner = new Effects<TMessage>(effects.Choose);
        var state = handle(inner);
        foreach (ref readonly var effect in inner.Recorded)
            Repeat(effect, effects);
        return state;
    }

    private void Repeat(in Effect<TMessage> effect, Effects<TMessage> effects)
    {
        switch (effect.Kind)
        {
            case EffectKind.Send when effect.Message is { } message && say(message, effects.Choose) is { } said:
                effects.Send(effect.To, said);
                break;
            case EffectKind.SetTimer:
                effects.SetTimer(effect.Message!, (Delay)effect.Detail!);
                break;
            case EffectKind.CancelTimer:
                effects.CancelTimer(effect.Message!);
                break;
            case EffectKind.Output:
                effects.Output(effect.Detail!);
                break;
            case EffectKind.ReadClock:
                effects.ReadClock(effect.Message!);
                break;
            case EffectKind.SetClock:
                effects.SetClock(effect.Reading);
                break;
        }
    }
}
