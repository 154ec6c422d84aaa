using DistLab.Checking;
using DistLab.Protocols;

namespace DistLab.Core.Tests.Checking.Models;

/// <summary>The dining philosophers of Chandy and Misra, with dirty forks, as DiningPhilosophers of the TLA+ examples has them.</summary>
internal sealed class DiningPhilosophers(int count) : ITransitionSystem<DiningPhilosophers.State>
{
    public enum At : byte
    {
        Loop,
        Eat,
        Think,
    }

    public readonly record struct Fork(int Holder, bool IsClean);

    public sealed record State(ValueList<Fork> Forks, ValueList<At> Pc, ValueList<bool> IsHungry);

    // Each fork is held by the lower-numbered of the two philosophers beside it, and dirty.
    public IEnumerable<State> Initial => [new(
        [.. Enumerable.Range(0, count).Select(fork => new Fork(fork == 1 ? 0 : fork, false))],
        [.. Enumerable.Repeat(At.Loop, count)],
        [.. Enumerable.Repeat(true, count)])];

    public void Next(State state, Successors<State> next)
    {
        for (var self = 0; self < count; self++)
        {
            switch (state.Pc[self])
            {
                case At.Loop:
                    next.Add(Loop(state, self), $"{self} goes round", fairness: self);
                    break;
                case At.Think:
                    next.Add(state with { IsHungry = state.IsHungry.With(self, true), Pc = state.Pc.With(self, At.Loop) }, $"{self} thinks", fairness: self);
                    break;
                default:
                    var (left, right) = (state.Forks[self], state.Forks[Right(self)]);
                    var forks = state.Forks.With(self, left with { IsClean = false }).With(Right(self), right with { IsClean = false });
                    next.Add(new(forks, state.Pc.With(self, At.Loop), state.IsHungry.With(self, false)), $"{self} eats", fairness: self);
                    break;
            }
        }
    }

    public bool IsExclusive(State state) =>
        !Enumerable.Range(0, count).Any(self => count > 1 && state.Pc[self] == At.Eat && state.Pc[Right(self)] == At.Eat);

    private State Loop(State state, int self)
    {
        var (left, right) = (state.Forks[self], state.Forks[Right(self)]);
        var forks = state.Forks;
        if (left.Holder == self && !left.IsClean)
            forks = forks.With(self, new((self + count - 1) % count, true));
        else if (right.Holder == self && !right.IsClean)
            forks = forks.With(Right(self), new(Right(self), true));
        var canEat = left == new Fork(self, true) && right == new Fork(self, true);
        var pc = !state.IsHungry[self] ? At.Think : canEat ? At.Eat : At.Loop;
        return state with { Forks = forks, Pc = state.Pc.With(self, pc) };
    }

    private int Right(int self) => (self + 1) % count;
}
