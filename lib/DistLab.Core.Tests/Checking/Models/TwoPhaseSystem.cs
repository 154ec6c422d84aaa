using DistLab.Checking;
using DistLab.Protocols;

namespace DistLab.Core.Tests.Checking.Models;

/// <summary>TwoPhase of Gray and Lamport, "Consensus on Transaction Commit" (2006), whose messages stay for ever once they are sent.</summary>
/// <param name="resourceManagers">How many resource managers there are.</param>
/// <param name="enough">How many must have prepared before the transaction manager commits: all of them, save in a mutant.</param>
internal sealed class TwoPhaseSystem(int resourceManagers, int? enough = null) : ITransitionSystem<TwoPhaseSystem.State>
{
    public enum Rm : byte
    {
        Working,
        Prepared,
        Committed,
        Aborted,
    }

    public enum Tm : byte
    {
        Init,
        Committed,
        Aborted,
    }

    public sealed record State(ValueList<Rm> Rms, Tm Manager, NodeSet HavePrepared, NodeSet SaidPrepared, bool SaidCommit, bool SaidAbort);

    public IEnumerable<State> Initial => [new([.. Enumerable.Repeat(Rm.Working, resourceManagers)], Tm.Init, [], [], SaidCommit: false, SaidAbort: false)];

    public void Next(State state, Successors<State> next)
    {
        if (state.Manager == Tm.Init && state.HavePrepared.Count >= (enough ?? resourceManagers))
            next.Add(state with { Manager = Tm.Committed, SaidCommit = true }, "TM commits");
        if (state.Manager == Tm.Init)
            next.Add(state with { Manager = Tm.Aborted, SaidAbort = true }, "TM aborts");
        for (var rm = 0; rm < resourceManagers; rm++)
        {
            if (state.Manager == Tm.Init && state.SaidPrepared.Contains(rm))
                next.Add(state with { HavePrepared = state.HavePrepared.Add(rm) }, $"TM hears that {rm} is prepared");
            if (state.Rms[rm] == Rm.Working)
                next.Add(state with { Rms = state.Rms.With(rm, Rm.Prepared), SaidPrepared = state.SaidPrepared.Add(rm) }, $"{rm} prepares");
            if (state.Rms[rm] == Rm.Working)
                next.Add(state with { Rms = state.Rms.With(rm, Rm.Aborted) }, $"{rm} chooses to abort");
            if (state.SaidCommit)
                next.Add(state with { Rms = state.Rms.With(rm, Rm.Committed) }, $"{rm} hears commit");
            if (state.SaidAbort)
                next.Add(state with { Rms = state.Rms.With(rm, Rm.Aborted) }, $"{rm} hears abort");
        }
    }

    public static bool IsConsistent(State state) => !(state.Rms.Contains(Rm.Aborted) && state.Rms.Contains(Rm.Committed));
}
