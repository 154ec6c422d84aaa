using DistLab.Checking;
using DistLab.Protocols;

namespace DistLab.Core.Tests.Checking.Consistency;

/// <summary>The fast checkers against all permutations, on thousands of small histories of each model.</summary>
public sealed class OracleTests
{
    private const int Histories = 700;

    [Fact]
    public void Registers_are_judged_as_by_brute_force() => Agrees(new RegisterModel(0), RandomHistory.RegisterCall);

    [Fact]
    public void Registers_that_are_only_read_and_written_are_judged_as_by_brute_force() =>
        Agrees(new RegisterModel(0), (random, _) => random.NextBelow(2) == 0 ? Call.Read() : Call.Write(random.NextBelow(3)));

    [Fact]
    public void Key_value_stores_are_judged_as_by_brute_force() => Agrees(new KeyValueModel(), RandomHistory.KeyValueCall);

    [Fact]
    public void Queues_are_judged_as_by_brute_force() => Agrees(new QueueModel(), RandomHistory.QueueCall);

    [Fact]
    public void Locks_are_judged_as_by_brute_force() => Agrees(new LockModel(), RandomHistory.LockCall);

    [Fact]
    public void Counters_are_judged_as_by_brute_force() => Agrees(new CounterModel(), RandomHistory.CounterCall);

    [Fact]
    public void Sets_are_judged_as_by_brute_force() => Agrees(new SetModel(), RandomHistory.SetCall);

    private static void Agrees<TState>(ISequentialModel<TState> model, Func<RandomStream, int, Call> draw)
        where TState : notnull
    {
        var violated = 0;
        for (var seed = 1UL; seed <= Histories; seed++)
        {
            var history = RandomHistory.Of(model, draw, seed, clients: 2 + (int)(seed % 3), operations: 3 + (int)(seed % 5));
            violated += Linearizable(history, model) ? 0 : 1;
            Sequential(history, model);
        }
        // A generator whose histories are all alike would prove nothing.
        Assert.InRange(violated, Histories / 10, Histories * 9 / 10);
    }

    private static bool Linearizable<TState>(History history, ISequentialModel<TState> model)
        where TState : notnull
    {
        var verdict = Linearizability.Check(history, model);
        var expected = BruteForce.IsLinearizable(history, model);
        Assert.True(verdict.IsSatisfied == expected, $"{verdict}\n{history}");
        Assert.Equal(expected, Linearizability.Check(history, model, byParts: false).IsSatisfied);
        if (expected)
        {
            Assert.True(BruteForce.IsLegal(history, model, verdict.Order, (a, b) => history.ReturnPlace(a) < history.CallPlace(b)), $"{verdict}\n{history}");
            return true;
        }
        Assert.Equal(BruteForce.SmallestPrefix(history, model), verdict.PrefixLength);
        Assert.True(verdict.IsSmallestPrefix);
        Assert.False(BruteForce.IsLinearizable(verdict.Prefix!, model, index => !verdict.Offending.Contains(index)), $"{verdict}\n{history}");
        return false;
    }

    private static void Sequential<TState>(History history, ISequentialModel<TState> model)
        where TState : notnull
    {
        var verdict = SequentialConsistency.Check(history, model);
        Assert.True(verdict.IsSatisfied == BruteForce.IsSequentiallyConsistent(history, model), $"{verdict}\n{history}");
        if (verdict.IsSatisfied)
            Assert.True(BruteForce.IsLegal(history, model, verdict.Order, (a, b) => history[a].Client == history[b].Client && history.ReturnPlace(a) < history.CallPlace(b)));
        else
            Assert.False(BruteForce.IsSequentiallyConsistent(history, model, index => !verdict.Offending.Contains(index)), $"{verdict}\n{history}");
    }
}
