using DistLab.Coordination;
using DistLab.Protocols;

namespace DistLab.Core.Tests.Coordination;

public sealed class SharedPrinterTests
{
    private static readonly Workload Jobs = Workload.Closed(Delay.Exponential(40.Milliseconds()), 30.Milliseconds(), entries: 4);

    [Fact]
    public void With_mutual_exclusion_every_page_comes_out_whole()
    {
        var paper = SharedPrinter.Print(MutualExclusionExperiment.Run(new CentralServerMutex(Jobs), 4, Delay.Constant(5.Milliseconds()), 5.Seconds()));
        Assert.Equal(12, paper.Pages);
        Assert.Equal(12, paper.WholePages);
        Assert.Equal([1, 2, 3, 4], paper.Lines.Take(SharedPrinter.LinesPerPage).Select(line => line.Line));
    }

    [Fact]
    public void Without_coordination_pages_are_spoilt()
    {
        var run = MutualExclusionExperiment.Run(new NoMutex(Workload.OnDemand(30.Milliseconds())), 3, Delay.Constant(5.Milliseconds()), 1.Seconds(), 1,
            Planned.Enter(0, 0.Milliseconds()), Planned.Enter(1, 3.Milliseconds()), Planned.Enter(2, 100.Milliseconds()));
        var paper = SharedPrinter.Print(run);
        Assert.Equal(3, paper.Pages);
        Assert.Equal(1, paper.WholePages);
        Assert.StartsWith("│ P0 page 1, line 1\n│           P1 page 1, line 1\n", paper.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_visit_that_is_not_over_prints_nothing()
    {
        var run = MutualExclusionExperiment.Run(new NoMutex(Workload.None), 1, Delay.Constant(5.Milliseconds()), 1.Seconds(), 1, Planned.Enter(0, 1.Milliseconds()));
        Assert.Empty(SharedPrinter.Print(run).Lines);
    }
}
