using DistLab.Checking;
using DistLab.Protocols;

namespace DistLab.Core.Tests.Checking.Models;

/// <summary>Termination detection on a ring: Dijkstra, Feijen and van Gasteren, EWD 840, as EWD840 of the TLA+ examples has it.</summary>
/// <param name="count">How many nodes there are.</param>
/// <param name="isFair">Whether the token is passed on sooner or later.</param>
internal sealed class Ewd840(int count, bool isFair = true) : ITransitionSystem<Ewd840.State>
{
    private const int Environment = -1;

    public sealed record State(ValueList<bool> IsActive, ValueList<bool> IsBlack, int Token, bool TokenIsBlack);

    public IEnumerable<State> Initial =>
        from active in Subsets()
        from black in Subsets()
        from token in Enumerable.Range(0, count)
        select new State(active, black, token, true);

    public void Next(State state, Successors<State> next)
    {
        for (var reasons = state.Token == 0 ? Count(state.TokenIsBlack, state.IsBlack[0]) : 0; reasons > 0; reasons--)
            next.Add(state with { Token = count - 1, TokenIsBlack = false, IsBlack = state.IsBlack.With(0, false) }, "0 initiates a probe", isFair ? 0 : Environment);
        for (var i = 1; i < count; i++)
        {
            for (var reasons = state.Token == i ? Count(!state.IsActive[i], state.IsBlack[i], state.TokenIsBlack) : 0; reasons > 0; reasons--)
                next.Add(state with { Token = i - 1, TokenIsBlack = state.TokenIsBlack || state.IsBlack[i], IsBlack = state.IsBlack.With(i, false) }, $"{i} passes the token", isFair ? 0 : Environment);
        }
        for (var i = 0; i < count; i++)
        {
            for (var j = 0; state.IsActive[i] && j < count; j++)
            {
                if (j != i)
                    next.Add(state with { IsActive = state.IsActive.With(j, true), IsBlack = j > i ? state.IsBlack.With(i, true) : state.IsBlack }, $"{i} activates {j}", Environment);
            }
            if (state.IsActive[i])
                next.Add(state with { IsActive = state.IsActive.With(i, false) }, $"{i} becomes passive", Environment);
        }
    }

    public static bool HasTerminated(State state) => !state.IsActive.Contains(true);

    public static bool IsDetected(State state) => state is { Token: 0, TokenIsBlack: false } && !state.IsBlack[0] && !state.IsActive[0];

    // TLC generates a step once for each of the alternatives that allow it.
    private static int Count(params ReadOnlySpan<bool> alternatives) => alternatives.Count(true);

    private IEnumerable<ValueList<bool>> Subsets() =>
        Enumerable.Range(0, 1 << count).Select(bits => (ValueList<bool>)[.. Enumerable.Range(0, count).Select(i => (bits >> i & 1) == 1)]);
}
