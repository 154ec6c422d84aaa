using DistLab.Checking;
using DistLab.Coordination;
using DistLab.Core.Tests.Checking.Models;
using DistLab.Protocols;

namespace DistLab.Core.Tests.Checking;

public sealed class ProtocolCheckTests
{
    private static readonly Workload OneVisit = Workload.Closed(1.Milliseconds(), 1.Milliseconds(), entries: 1);

    [Theory]
    [InlineData(3, 288, 11)]
    [InlineData(5, 8_832, 17)]
    [InlineData(6, 50_816, 20)]
    [InlineData(7, 296_448, 23)]
    [InlineData(8, 1_745_408, 26)]
    public void Two_phase_commit_as_a_protocol_has_the_published_number_of_states(int resourceManagers, long states, int depth)
    {
        var result = new TwoPhaseActors(resourceManagers).Check(nodes: resourceManagers + 1).MessagesStay()
            .Never("inconsistent", TwoPhaseActors.IsInconsistent)
            .Run(Cores.All);
        Assert.Equal((states, depth), (result.States, result.Depth));
        Assert.True(result.Holds);
    }

    [Fact]
    public void Without_coordination_two_are_inside_after_two_steps()
    {
        var result = new NoMutex(OneVisit).Check(nodes: 2)
            .Never("two inside", state => state.States.Count(client => client.Phase == MutexPhase.Held) > 1)
            .Run(OneWorker.Instance);
        Assert.Equal(Verdict.Violated, result["two inside"].Verdict);
        Assert.Equal(2, result.Counterexample.Steps.Count);
        Assert.Equal(MutexPhase.Held, result.Counterexample.Replay().State(1).Phase);
        Assert.Equal("", result.ToString() + "\n" + result.Counterexample + "\n" + result.Counterexample.Trace);
    }

    [Fact]
    public void A_token_ring_keeps_all_but_one_out()
    {
        var result = new TokenRingMutex(3, OneVisit).Check(nodes: 3)
            .Never("two inside", state => state.States.Count(client => client.Phase == MutexPhase.Held) > 1)
            .Run(OneWorker.Instance);
        Assert.Equal("", result.ToString());
    }

    [Fact]
    public void A_central_server_keeps_all_but_one_out()
    {
        var result = new CentralServerMutex(OneVisit).Check(nodes: 4)
            .Never("two inside", state => state.States.Count(client => client.Phase == MutexPhase.Held) > 1)
            .Sometimes("somebody waits", state => state[0]!.Waiting.Count == 2)
            .Run(OneWorker.Instance);
        Assert.Equal("", result.ToString() + "\n" + result["somebody waits"].Run);
    }
}
