using DistLab.Checking;
using DistLab.Core.Tests.Checking.Models;

namespace DistLab.Core.Tests.Checking;

public sealed class ProtocolCountsTests
{
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
}
