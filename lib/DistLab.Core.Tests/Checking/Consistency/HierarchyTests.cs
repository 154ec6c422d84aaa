using DistLab.Checking;
using DistLab.Protocols;
using FsCheck;
using FsCheck.Fluent;

namespace DistLab.Core.Tests.Checking.Consistency;

/// <summary>Which condition implies which, on random histories in which every write writes another value.</summary>
public sealed class HierarchyTests
{
    private static readonly RegisterModel Registers = new(0);

    [Fact]
    public void Linearizable_implies_sequential_implies_causal_implies_every_session_guarantee() =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed => Strengths(Random(seed, overlaps: seed % 2 == 0)) is var (linearizable, sequential, memory, convergence, weak, all, each)
            && (!linearizable || sequential) && (!sequential || (memory && convergence)) && (!(memory || convergence) || weak) && (weak == all) && (!all || each))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(1_000));

    [Fact]
    public void Each_step_of_the_ladder_parts_some_histories()
    {
        var found = Enumerable.Range(0, 1_000).Select(seed => Strengths(Random(seed, overlaps: seed % 2 == 0))).ToList();
        Assert.Contains(found, one => one.Linearizable);
        Assert.Contains(found, one => !one.Linearizable && one.Sequential);
        Assert.Contains(found, one => !one.Sequential && one.Memory && one.Convergence);
        Assert.Contains(found, one => one.Memory && !one.Convergence);
        Assert.Contains(found, one => !one.Memory && !one.Convergence && one.Weak);
        Assert.Contains(found, one => !one.Each);
    }

    [Fact]
    public void The_bad_patterns_of_causal_consistency_are_found_exactly_where_no_order_explains_the_answers()
    {
        var violated = new int[3];
        for (var seed = 0; seed < 1_000; seed++)
        {
            var history = Random(seed, overlaps: false);
            var oracle = new CausalOracle(history);
            var expected = (bool[])[oracle.Weak, oracle.Memory, oracle.Convergence];
            var models = (CausalModel[])[CausalModel.Weak, CausalModel.Memory, CausalModel.Convergence];
            for (var i = 0; i < 3; i++)
            {
                Assert.True(CausalConsistency.Check(history, models[i], initial: 0).IsSatisfied == expected[i], $"{models[i]}\n{history}");
                violated[i] += expected[i] ? 0 : 1;
            }
        }
        Assert.All(violated, count => Assert.InRange(count, 150, 850));
        Assert.NotEqual(violated[1], violated[2]);
    }

    private static (bool Linearizable, bool Sequential, bool Memory, bool Convergence, bool Weak, bool All, bool Each) Strengths(History history) =>
    (
        Linearizability.Check(history, Registers).IsSatisfied,
        SequentialConsistency.Check(history, Registers).IsSatisfied,
        CausalConsistency.Check(history, CausalModel.Memory, 0).IsSatisfied,
        CausalConsistency.Check(history, CausalModel.Convergence, 0).IsSatisfied,
        CausalConsistency.Check(history, CausalModel.Weak, 0).IsSatisfied,
        SessionConsistency.Check(history, SessionGuarantees.All, 0).IsSatisfied,
        new[] { SessionGuarantees.ReadYourWrites, SessionGuarantees.MonotonicReads, SessionGuarantees.MonotonicWrites, SessionGuarantees.WritesFollowReads }
            .All(one => SessionConsistency.Check(history, one, 0).IsSatisfied));

    private static History Random(int seed, bool overlaps)
    {
        var written = 0;
        var random = new RandomStream((ulong)seed).Derive("shape");
        var clients = 2 + random.NextBelow(2);
        if (overlaps)
            return RandomHistory.Of(Registers, Draw, (ulong)seed, clients, operations: 6, wrong: 0.3);
        return RandomSessions.Of((ulong)seed, clients, operations: 6 + (seed % 2));

        Call Draw(RandomStream stream, int client)
        {
            var key = stream.NextBelow(2) == 0 ? "x" : "y";
            return stream.NextBelow(2) == 0 ? Call.Read(key) : Call.Write(key, ++written);
        }
    }
}
