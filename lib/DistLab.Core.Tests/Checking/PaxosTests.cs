using DistLab.Checking;
using DistLab.Core.Tests.Checking.Models;
using static DistLab.Core.Tests.Checking.Models.PaxosMessage;

namespace DistLab.Core.Tests.Checking;

/// <summary>Stateright's paxos example, with its linearizability test: the same states, and the same shortest run to a value that was chosen.</summary>
public sealed class PaxosTests
{
    [Theory]
    [InlineData(2, 16_668)]
    [InlineData(3, 1_194_428)]
    public void Paxos_has_the_published_number_of_states_and_is_linearizable(int clients, long states)
    {
        var paxos = new Paxos(clients);
        var result = paxos.Check(nodes: paxos.Nodes).LeavingIgnored().Observe(Paxos.Seen, Paxos.After)
            .Always("linearizable", state => state.History.IsConsistent)
            .Sometimes("value chosen", state => state.InFlight.Any(sent => sent.Message is GetOk { Value: not '\0' }))
            .Run(Cores.All);
        Assert.Equal(states, result.States);
        Assert.True(result.Holds);
        Assert.Equal(8, result["value chosen"].Run.Steps.Count);
    }

    [Fact]
    public void A_leader_that_does_not_heed_what_was_accepted_is_found()
    {
        var result = new Paxos(2, heedsAccepted: false).Check(nodes: 5).Linearizable(new RegisterModel()).Run(Cores.All);
        Assert.Equal(Verdict.Violated, result["linearizable"].Verdict);
        Assert.Equal(result.Counterexample.Trace.Digest(), result.Counterexample.Replay().Trace.Digest());
    }

    [Fact]
    public void Linearizability_can_be_asked_for_in_one_word()
    {
        var result = new Paxos(2).Check(nodes: 5).LeavingIgnored().Linearizable(new RegisterModel()).Run(Cores.All);
        Assert.True(result.Holds);
        Assert.InRange(result.States, 1_000, 16_668);
    }
}
