using DistLab.Protocols;

namespace DistLab.Time;

/// <summary>Lets a protocol run inside another one that wraps its messages.</summary>
internal static class InnerEffects
{
    /// <summary>Runs a handler of the inner protocol, and repeats what it did in the outer one's words.</summary>
    /// <param name="effects">Where the outer protocol's actions go.</param>
    /// <param name="handle">The handler.</param>
    /// <param name="send">What a message of the inner protocol becomes as it is sent.</param>
    /// <param name="name">What its timers and the occasions of its clock readings become.</param>
    public static TState Run<TState, TInner, TOuter>(
        Effects<TOuter> effects, Func<Effects<TInner>, TState> handle, Func<TInner, TOuter> send, Func<TInner, TOuter> name)
        where TInner : class
        where TOuter : class
    {
        // Effects of its own for every step: a protocol has no state, and several threads may use it at once.
        var inner = new Effects<TInner>(effects.Choose);
        var state = handle(inner);
        foreach (ref readonly var effect in inner.Recorded)
        {
            switch (effect.Kind)
            {
                case EffectKind.Send:
                    effects.Send(effect.To, send(effect.Message!));
                    break;
                case EffectKind.SetTimer:
                    effects.SetTimer(name(effect.Message!), (Delay)effect.Detail!);
                    break;
                case EffectKind.CancelTimer:
                    effects.CancelTimer(name(effect.Message!));
                    break;
                case EffectKind.Output:
                    effects.Output(effect.Detail!);
                    break;
                case EffectKind.ReadClock:
                    effects.ReadClock(name(effect.Message!));
                    break;
                case EffectKind.SetClock:
                    effects.SetClock(effect.Reading);
                    break;
            }
        }
        return state;
    }
}
