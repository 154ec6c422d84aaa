using DistLab.Checking;
using DistLab.Core.Tests.Checking.Models;

namespace DistLab.Core.Tests.Checking;

/// <summary>States found by TLC, Spin and Stateright alike, or by TLC as the manifests of the TLA+ examples tell.</summary>
public sealed class PublishedCountsTests
{
    [Theory]
    [InlineData(3, 288, 1_146, 11)]
    [InlineData(5, 8_832, 58_146, 17)]
    [InlineData(6, 50_816, 402_306, 20)]
    [InlineData(7, 296_448, 2_744_706, 23)]
    [InlineData(8, 1_745_408, 18_507_778, 26)]
    public void Two_phase_commit_has_the_published_number_of_states(int resourceManagers, long states, long generated, int depth)
    {
        var result = new TwoPhaseSystem(resourceManagers).Check().Always("consistent", TwoPhaseSystem.IsConsistent).Run(Cores.All);
        Assert.Equal((states, generated, depth), (result.States, result.Generated, result.Depth));
        Assert.True(result.Holds);
        Assert.Equal(SearchEnd.Complete, result.End);
    }

    [Fact]
    public void The_dining_philosophers_have_the_published_number_of_states()
    {
        var table = new DiningPhilosophers(5);
        var result = table.Check().Always("exclusive", table.IsExclusive).Run(OneWorker.Instance);
        Assert.Equal((67, 336, 29), (result.States, result.Generated, result.Depth));
        Assert.True(result.Holds);
    }

    [Fact]
    public void Termination_detection_has_the_published_number_of_states()
    {
        var result = new Ewd840(3).Check()
            .Always("detected only when terminated", state => !Ewd840.IsDetected(state) || Ewd840.HasTerminated(state))
            .Run(OneWorker.Instance);
        Assert.Equal((302, 2_001), (result.States, result.Generated));
        Assert.True(result.Holds);
    }

    [Fact]
    public void Lamports_mutual_exclusion_has_the_published_number_of_states()
    {
        var result = new LamportMutexSystem(3).Check()
            .Within(state => state.Clock.All(clock => clock <= 6))
            .Never("two inside", state => state.IsInside.Count(inside => inside) > 1)
            .Run(Cores.All);
        Assert.Equal((724_274, 2_729_079, 61), (result.States, result.Generated, result.Depth));
        Assert.True(result.Holds);
    }
}
