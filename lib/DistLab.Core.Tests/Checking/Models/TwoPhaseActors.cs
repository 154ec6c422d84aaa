using DistLab.Checking;
using DistLab.Protocols;

namespace DistLab.Core.Tests.Checking.Models;

/// <summary>
/// TwoPhase as a protocol: node 0 is the transaction manager, the others are resource managers. What the specification does of
/// itself, here a timer does; over a network in which messages stay, the reachable states correspond one to one.
/// </summary>
internal sealed class TwoPhaseActors(int resourceManagers) : Protocol<TwoPhaseActors.State, TwoPhaseActors.Message>
{
    private static readonly NodeId Manager = 0;

    public enum Phase : byte
    {
        Working,
        Prepared,
        Committed,
        Aborted,
    }

    public enum Kind : byte
    {
        Prepare,
        ChooseToAbort,
        Prepared,
        Commit,
        Abort,
    }

    public sealed record State(Phase Phase, NodeSet HavePrepared);

    public sealed record Message(Kind Kind);

    public override State Start(NodeId self, Effects<Message> effects)
    {
        if (self == Manager)
        {
            effects.SetTimer(new(Kind.Abort), Delay.None);
            return new(Phase.Working, []);
        }
        effects.SetTimer(new(Kind.Prepare), Delay.None);
        effects.SetTimer(new(Kind.ChooseToAbort), Delay.None);
        return new(Phase.Working, []);
    }

    public override State OnMessage(State state, NodeId self, NodeId from, Message message, Effects<Message> effects) => message.Kind switch
    {
        Kind.Prepared when state.Phase == Phase.Working => Heard(state, from, effects),
        Kind.Commit => Decide(state, Phase.Committed, effects),
        Kind.Abort => Decide(state, Phase.Aborted, effects),
        _ => state,
    };

    public override State OnTimer(State state, NodeId self, Message timer, Effects<Message> effects)
    {
        if (timer.Kind == Kind.Prepare)
        {
            effects.CancelTimer(new(Kind.ChooseToAbort));
            effects.Send(Manager, new(Kind.Prepared));
            return state with { Phase = Phase.Prepared };
        }
        if (self == Manager)
        {
            for (var rm = 1; rm <= resourceManagers; rm++)
                effects.Send(rm, timer);
            effects.CancelTimer(new(Kind.Commit));
            effects.CancelTimer(new(Kind.Abort));
        }
        effects.CancelTimer(new(Kind.Prepare));
        return state with { Phase = timer.Kind == Kind.Commit ? Phase.Committed : Phase.Aborted };
    }

    public static bool IsInconsistent(GlobalState<State, Message, Nothing> state)
    {
        var (committed, aborted) = (false, false);
        for (var rm = 1; rm < state.States.Count; rm++)
        {
            committed |= state.States[rm].Phase == Phase.Committed;
            aborted |= state.States[rm].Phase == Phase.Aborted;
        }
        return committed && aborted;
    }

    private State Heard(State state, NodeId from, Effects<Message> effects)
    {
        state = state with { HavePrepared = state.HavePrepared.Add(from) };
        if (state.HavePrepared.Count == resourceManagers)
            effects.SetTimer(new(Kind.Commit), Delay.None);
        return state;
    }

    private static State Decide(State state, Phase phase, Effects<Message> effects)
    {
        effects.CancelTimer(new(Kind.Prepare));
        effects.CancelTimer(new(Kind.ChooseToAbort));
        return state with { Phase = phase };
    }
}
