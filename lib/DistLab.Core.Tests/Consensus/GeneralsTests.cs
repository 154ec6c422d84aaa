using DistLab.Checking;
using DistLab.Consensus;
using DistLab.Protocols;
using DistLab.Simulation;
using FsCheck;
using FsCheck.Fluent;
using Cores = DistLab.Core.Tests.Checking.Cores;

namespace DistLab.Core.Tests.Consensus;

/// <summary>Generals who may be traitors, and two whose messengers may be caught.</summary>
public sealed class GeneralsTests
{
    [Theory]
    [InlineData(4, 1, 9)]
    [InlineData(7, 2, 156)]
    [InlineData(10, 3, 3_609)]
    [InlineData(4, 0, 3)]
    public void OM_sends_as_many_messages_as_published_in_one_round_more_than_traitors(int generals, int traitors, int messages)
    {
        Assert.Equal(messages, OralMessages.MessageCount(generals, traitors));
        if (messages > 1_000)
            return;
        var run = new OralMessages(generals, traitors).Simulate(generals, network: Delay.Constant(1.Milliseconds()), trace: Trace.KeepAll());
        run.Run();
        Assert.Equal(messages, run.MessagesSent);
        Assert.Equal(Instant.FromMilliseconds(traitors + 1), run.Now);
        Assert.All(Enumerable.Range(0, generals), general => Assert.Equal(Order.Attack, run.State(general).Decision));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    public void Four_generals_withstand_any_one_traitor_whatever_he_says(int traitor)
    {
        foreach (var order in (Order[])[Order.Attack, Order.Retreat])
        {
            var result = Claims(4, 1, order, traitor).Sometimes("decided", AllDecided).Run(Cores.All);
            Assert.True(result.Holds, result.ToString());
            Assert.Equal(SearchEnd.Complete, result.End);
        }
    }

    [Fact]
    public void Three_generals_do_not_withstand_one()
    {
        var result = Claims(3, 1, Order.Attack, traitor: 2).Run(Cores.All);
        Assert.Equal(Verdict.Violated, result["the loyal do what a loyal commander says"].Verdict);
    }

    [Fact]
    public void Nor_do_they_if_they_believe_the_commander_rather_than_each_other()
    {
        var result = Claims(new Trusting(), 3, Order.Attack, traitor: 0).Run(Cores.All);
        Assert.Equal(Verdict.Violated, result["the loyal do the same"].Verdict);
    }

    [Fact]
    public void Seven_generals_withstand_any_two_traitors_in_150_runs_and_six_do_not()
    {
        Assert.Equal(0, Broken(generals: 7, seeds: 150));
        Assert.InRange(Broken(generals: 6, seeds: 400), 1, 400);
    }

    [Fact]
    public void Every_protocol_of_up_to_four_messengers_has_a_bad_run()
    {
        var protocols = Enumerable.Range(0, 5).SelectMany(TwoGenerals.All).ToList();
        Assert.Equal(4 + 8 + 16 + 32 + 64, protocols.Count);
        Assert.All(protocols, protocol => Assert.True(protocol.Claims().Run(OneWorker.Instance).Counterexample.Steps.Count <= protocol.Messages));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Waiting_for_everything_fails_when_the_last_messenger_is_caught(int messages)
    {
        var result = TwoGenerals.Cautious(messages).Claims().FindAll().Run(OneWorker.Instance);
        Assert.Equal(Verdict.Violated, result["nobody attacks alone"].Verdict);
        Assert.Equal(TraceKind.Lost, result["nobody attacks alone"].Run.Steps[^1].Kind);
        Assert.Equal(Verdict.Holds, result["they attack when no messenger was caught"].Verdict);
        Assert.Equal(Verdict.Holds, result["nobody attacks without an order"].Verdict);
    }

    [Fact]
    public void A_network_that_loses_nothing_spares_the_generals()
    {
        var result = TwoGenerals.Cautious(1).Check(nodes: 2, losses: 0)
            .WhenQuiet("nobody attacks alone", state => state[0]!.Attacks == state[1]!.Attacks).Run(OneWorker.Instance);
        Assert.True(result.Holds);
    }

    private static int Broken(int generals, int seeds)
    {
        var broken = 0;
        for (var seed = 1; seed <= seeds; seed++)
        {
            var traitors = new RandomStream((ulong)seed).Derive("traitors");
            var one = traitors.NextBelow(generals);
            var other = (one + 1 + traitors.NextBelow(generals - 1)) % generals;
            var correct = new OralMessages(generals, 2, seed % 2 == 0 ? Order.Attack : Order.Retreat);
            var run = correct.With([one, other], Byzantine.Equivocate(correct, OralMessage.Lie)).Simulate(generals, (ulong)seed);
            run.Run();
            var loyal = Enumerable.Range(0, generals).Where(general => general != one && general != other).Select(general => run.State(general).Decision!.Value);
            broken += loyal.Distinct().Count() > 1 ? 1 : 0;
        }
        return broken;
    }

    private static ProtocolCheck<GeneralState, OralMessage, Nothing> Claims(int generals, int traitors, Order order, int traitor) =>
        Claims(new OralMessages(generals, traitors, order), generals, order, traitor);

    private static ProtocolCheck<GeneralState, OralMessage, Nothing> Claims(OralMessages correct, int generals, Order order, int traitor)
    {
        bool IsLoyal(int general) => general != traitor;
        return correct.With([traitor], Byzantine.Equivocate(correct, OralMessage.Lie)).Check(generals)
            .Always("the loyal do the same", state => Enumerable.Range(1, generals - 1).Where(IsLoyal).Select(general => state[general]!.Decision).Where(decision => decision is not null).Distinct().Count() <= 1)
            .Always("the loyal do what a loyal commander says", state => !IsLoyal(0) || Enumerable.Range(1, generals - 1).Where(IsLoyal).All(general => state[general]!.Decision is null || state[general]!.Decision == order))
            .WhenQuiet("all decide", AllDecided);
    }

    private static bool AllDecided(GlobalState<GeneralState, OralMessage, Nothing> state) => state.States.All(general => general.Decision is not null);

    private sealed class Trusting() : OralMessages(3, 1)
    {
        protected override Order Majority(IReadOnlyList<Order> orders) => orders[0];
    }
}
