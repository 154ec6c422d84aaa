using DistLab.Checking;
using DistLab.Protocols;

namespace DistLab.Core.Tests.Checking.Models;

/// <summary>Philosophers that take one fork and then the other; all alike, they come to a deadlock (Dijkstra 1971).</summary>
/// <param name="count">How many there are.</param>
/// <param name="oneIsLeftHanded">Whether philosopher 0 takes the forks in the other order, which is the cure.</param>
internal sealed class HungryPhilosophers(int count, bool oneIsLeftHanded = false) : ITransitionSystem<HungryPhilosophers.State>
{
    /// <summary>How many forks each has in hand, and which forks are taken.</summary>
    public sealed record State(ValueList<int> InHand, NodeSet Taken);

    public IEnumerable<State> Initial => [new([.. Enumerable.Repeat(0, count)], [])];

    public void Next(State state, Successors<State> next)
    {
        for (var self = 0; self < count; self++)
        {
            var (left, right) = (self, (self + 1) % count);
            var (first, second) = oneIsLeftHanded && self == 0 ? (right, left) : (left, right);
            if (state.InHand[self] == 2)
                next.Add(new(state.InHand.With(self, 0), state.Taken.Remove(left).Remove(right)), $"{self} puts both forks down", fairness: self);
            else if (!state.Taken.Contains(state.InHand[self] == 0 ? first : second))
                next.Add(new(state.InHand.With(self, state.InHand[self] + 1), state.Taken.Add(state.InHand[self] == 0 ? first : second)), $"{self} takes a fork", fairness: self);
        }
    }
}
