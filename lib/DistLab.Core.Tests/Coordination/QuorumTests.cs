using DistLab.Coordination;
using DistLab.Protocols;

namespace DistLab.Core.Tests.Coordination;

public sealed class QuorumTests
{
    [Fact]
    public void Thirteen_processes_have_sets_of_four() => Assert.Equal(4, Quorums.For(13).Size);

    [Theory]
    [InlineData(3, 2)]
    [InlineData(7, 3)]
    [InlineData(13, 4)]
    [InlineData(21, 5)]
    [InlineData(31, 6)]
    [InlineData(57, 8)]
    public void A_projective_plane_has_sets_of_K_that_meet_in_one_and_burden_all_alike(int processes, int size)
    {
        var plane = Quorums.ProjectivePlane(processes);
        NodeId[] nodes = [.. Enumerable.Range(0, processes)];
        Assert.All(nodes, node => Assert.True(plane[node].Contains(node)));
        Assert.All(nodes, node => Assert.Equal(size, plane[node].Count));
        Assert.All(nodes, node => Assert.Equal(size, nodes.Count(other => plane[other].Contains(node))));
        Assert.All(nodes, one => Assert.All(nodes, other => Assert.Equal(one == other ? size : 1, plane[one].Count(plane[other].Contains))));
    }

    [Fact]
    public void Any_two_rows_and_columns_of_a_grid_meet_whatever_its_size() =>
        Assert.All(Enumerable.Range(1, 64), processes =>
        {
            var grid = Quorums.Grid(processes);
            Assert.True(grid.Intersect && grid.HoldTheirOwn);
            Assert.All(Enumerable.Range(0, processes), node => Assert.True(grid[node].Contains(node)));
            Assert.True(grid.Size <= (2 * Math.Ceiling(Math.Sqrt(processes))) - 1);
        });

    [Fact]
    public void Where_there_is_no_plane_there_is_a_grid()
    {
        Assert.Equal(5, Quorums.For(9).Size);
        Assert.Throws<ArgumentOutOfRangeException>(() => Quorums.ProjectivePlane(9));
        // K = 7: a plane of order 6 does not exist.
        Assert.Throws<ArgumentOutOfRangeException>(() => Quorums.ProjectivePlane(43));
        Assert.Throws<ArgumentOutOfRangeException>(() => Quorums.For(65));
    }

    [Fact]
    public void Sets_must_be_there_and_name_only_those_that_have_one()
    {
        Assert.Throws<ArgumentException>(() => Quorums.Of());
        Assert.Throws<ArgumentException>(() => Quorums.Of([0], []));
        Assert.Throws<ArgumentException>(() => Quorums.Of([0], [2]));
        Assert.False(Quorums.Of([1], [1]).HoldTheirOwn);
    }
}
