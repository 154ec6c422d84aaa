using DistLab.Protocols;
using DistLab.Simulation;
using FsCheck;
using FsCheck.Fluent;

namespace DistLab.Core.Tests.Faults;

public class FaultPlanTests
{
    private static readonly FaultPlan Everything = FaultPlan
        .Of(Fault.Lose(0.05), Fault.Duplicate(0.01, LinkSet.From(1)), Fault.Slow(2, 2.5), Fault.Byzantine(3, ByzantineBehaviour.Equivocate))
        .At(2.Seconds(), Fault.Crash(1))
        .During(3.Seconds(), 4.Seconds(), Fault.Cut([0], [2, 3]), Fault.Partition([0, 1], [2]), Fault.Pause(0))
        .During(5.Seconds(), 6.Seconds(), Fault.Reorder(0.5, Delay.Uniform(1.Milliseconds(), 2.Milliseconds()), LinkSet.Between(0, 1)), Fault.Corrupt(0.25, LinkSet.To(2)))
        .During(6.Seconds(), 7.Seconds(), Fault.Delay(Delay.ShiftedExponential(1.Milliseconds(), 3.Milliseconds())), Fault.Delay(Delay.LogNormal(2.Milliseconds(), 0.5), LinkSet.Of(0, 1)))
        .During(7.Seconds(), 8.Seconds(), Fault.ClockStep(1, -2.Seconds()), Fault.ClockDrift(2, -200))
        .At(9.Seconds(), Fault.LoseMessage(0, 1, 3), Fault.DuplicateMessage(1, 0), Fault.CorruptMessage(2, 3, 9), Fault.DelayMessage(3, 2, Delay.Empirical(1.Seconds(), 2.Seconds()), 2))
        .At(9.5.Seconds(), Fault.Mend(), Fault.Heal, Fault.Restart(1));

    [Fact]
    public void A_plan_is_a_value_in_the_order_of_time()
    {
        var one = FaultPlan.Of(Fault.Lose(0.1)).At(2.Seconds(), Fault.Crash(1)).At(1.Seconds(), Fault.Pause(0), Fault.Resume(0));
        var other = FaultPlan.None.At(1.Seconds(), Fault.Pause(0)).At(2.Seconds(), Fault.Crash(1)).At(1.Seconds(), Fault.Resume(0)).And(FaultPlan.Of(Fault.Lose(0.1)));
        Assert.Equal(one, other);
        Assert.Equal(one.GetHashCode(), other.GetHashCode());
        Assert.NotEqual(one, other.At(3.Seconds(), Fault.Heal));
        Assert.Equal("0 s: lose 10 % of all links\n1 s: pause P0\n1 s: resume P0\n2 s: crash P1", one.ToString());
    }

    [Fact]
    public void During_mends_what_it_does() => Assert.Equal(
        """
        1 s: crash P1
        1 s: cut P0 → P2, P3
        1 s: slow P2 by 10
        1 s: lose 20 % of P1 → all
        1 s: delay P0 ⇄ P1 by 5 ms
        2 s: restart P1
        2 s: mend P0 → P2, P3
        2 s: slow P2 by 1
        2 s: lose no more of P1 → all
        2 s: delay P0 ⇄ P1 no more
        """.ReplaceLineEndings("\n"),
        FaultPlan.None.During(
            1.Seconds(), 2.Seconds(), Fault.Crash(1), Fault.Cut([0], [2, 3]), Fault.Slow(2, 10), Fault.Lose(0.2, LinkSet.From(1)), Fault.Delay(5.Milliseconds(), LinkSet.Between(0, 1))).ToString());

    [Fact]
    public void What_nothing_ends_cannot_last()
    {
        var error = Assert.Throws<ArgumentException>(() => FaultPlan.None.During(1.Seconds(), 2.Seconds(), Fault.Heal));
        Assert.StartsWith("Nothing ends \"heal\": put it at a time of its own.", error.Message);
    }

    [Fact]
    public void Every_kind_of_fault_survives_json()
    {
        Assert.Equal(Everything, FaultPlan.FromJson(Everything.ToJson()));
        Assert.Empty(Enum.GetValues<FaultKind>().Except(Everything.Select(planned => planned.Fault.Kind)));
    }

    [Theory]
    [InlineData("no json", "A fault plan is a JSON array, and this is no JSON:")]
    [InlineData("{}", "A fault plan is a JSON array.")]
    [InlineData("""[{"at":0,"fault":"Heal"},{"at":1,"fault":"Explode"}]""", "Fault 2 of the plan cannot be read:")]
    [InlineData("""[{"at":0,"fault":"Crash"}]""", "Fault 1 of the plan cannot be read:")]
    [InlineData("""[{"at":0,"fault":"Lose","amount":2}]""", "Fault 1 of the plan cannot be read:")]
    [InlineData("""[{"fault":"Heal"}]""", "Fault 1 of the plan cannot be read:")]
    [InlineData("""[{"at":-1,"fault":"Heal"}]""", "A fault plan has no time before the start of the run.")]
    public void What_is_no_plan_is_refused_with_its_place(string json, string message) =>
        Assert.StartsWith(message, Assert.Throws<FormatException>(() => FaultPlan.FromJson(json)).Message);

    [Fact]
    public void A_nemesis_draws_the_same_plan_from_the_same_seed_and_respects_its_limits() => Check.QuickThrowOnFailure(Prop.ForAll(
        ArbMap.Default.ArbFor<ulong>(),
        seed =>
        {
            var nemesis = Busy(until: 10.Seconds());
            var plan = nemesis.Draw(seed);
            Assert.Equal(plan, Busy(until: 10.Seconds()).Draw(seed));
            Assert.All(plan, planned => Assert.InRange(planned.At.Seconds, 0, 10));
            var faulty = new HashSet<NodeId>();
            var open = new List<Fault>();
            foreach (var (_, fault) in plan)
            {
                if (!open.Remove(fault))
                    open.Add(fault.Remedy!);
                if (fault.Kind is FaultKind.Crash or FaultKind.Pause)
                    Assert.True(faulty.Add(fault.Node));
                if (fault.Kind is FaultKind.Restart or FaultKind.Resume)
                    Assert.True(faulty.Remove(fault.Node));
                Assert.InRange(faulty.Count, 0, 2);
            }
            Assert.Empty(open);
        }));

    [Fact]
    public void A_nemesis_draws_every_kind_it_was_given_and_other_plans_from_other_seeds()
    {
        var plans = Enumerable.Range(1, 50).Select(seed => Busy(until: 10.Seconds()).Draw((ulong)seed)).ToList();
        Assert.Equal(plans.Count, plans.Distinct().Count());
        var kinds = plans.SelectMany(plan => plan).Select(planned => planned.Fault.Kind).ToHashSet();
        Assert.Superset(Busy(until: 1.Seconds()).Rules.Select(rule => rule.Like.Kind).ToHashSet(), kinds);
        Assert.InRange(plans.Average(plan => plan.Count(planned => planned.Fault.Kind == FaultKind.Lose && planned.Fault.Amount > 0)), 2, 5);
    }

    [Fact]
    public void A_nemesis_leaves_everybody_up_when_its_limit_is_nobody() => Assert.DoesNotContain(
        Enumerable.Range(1, 20).SelectMany(seed => Busy(until: 10.Seconds()).AtMost(0).Draw((ulong)seed)), planned => planned.Fault.Kind is FaultKind.Crash or FaultKind.Pause);

    private static Nemesis Busy(Duration until) => new Nemesis(nodes: 5, until)
        .With(Fault.Crash(0), every: 1.Seconds(), lasting: 1.Seconds())
        .With(Fault.Pause(0), every: 1.Seconds(), lasting: 1.Seconds())
        .With(Fault.Slow(0, 10), every: 3.Seconds(), lasting: 1.Seconds())
        .With(Fault.ClockStep(0, 100.Milliseconds()), every: 3.Seconds(), lasting: 1.Seconds())
        .With(Fault.ClockDrift(0, 100_000), every: 3.Seconds(), lasting: 1.Seconds())
        .With(Fault.Partition(), every: 2.Seconds(), lasting: 1.Seconds())
        .With(Fault.Cut(0, 1), every: 2.Seconds(), lasting: 1.Seconds())
        .With(Fault.Lose(0.2), every: 2.Seconds(), lasting: 1.Seconds())
        .With(Fault.Delay(5.Milliseconds()), every: 2.Seconds(), lasting: 1.Seconds());
}
