using DistLab.Coordination;
using DistLab.Protocols;
using DistLab.Simulation;

namespace DistLab.Core.Tests.Faults;

public class TraceExportTests
{
    [Fact]
    public void A_trace_comes_back_from_json_lines_with_the_same_digest()
    {
        var trace = Busy();
        var back = Trace.FromJsonLines(trace.ToJsonLines());
        Assert.Equal(trace.Digest(), back.Digest());
        Assert.Equal(trace.ToString(), back.ToString());
        Assert.True(back.KeepsStates);
        // What is not of the protocol's own types is the very same; the rest says what it said.
        Assert.Equal(trace.Select(row => row.Content).OfType<Fault>(), back.Select(row => row.Content).OfType<Fault>());
        Assert.Equal(new ImportedContent("Request", "request"), back.First(row => row.Kind == TraceKind.Send).Content);
        Assert.Equal(new ImportedContent("Entered", "Entered"), back.First(row => row.Content?.ToString() == "Entered").Content);
        // And once more: what was read can be written.
        Assert.Equal(trace.ToJsonLines(), back.ToJsonLines());
    }

    [Fact]
    public void A_line_holds_one_row_and_only_what_it_has()
    {
        var trace = Trace.KeepAll();
        trace.Add(Instant.FromMilliseconds(1.5), TraceKind.Send, 0, 1, 7, "two\nlines \u2028 </script>");
        trace.Add(Instant.FromMilliseconds(2), TraceKind.Crash, 1, NodeId.Outside, 0, null);
        trace.Add(Instant.FromMilliseconds(3), TraceKind.ReadClock, 1, NodeId.Outside, 0, Instant.FromMilliseconds(9));
        var lines = trace.ToJsonLines().ToList();
        Assert.Equal("""{"at":2000000,"kind":"Crash","node":1}""", lines[1]);
        Assert.All(lines, line => Assert.DoesNotContain('\n', line));
        Assert.Equal(trace, Trace.FromJsonLines(lines.Prepend("").Append("  ")));
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("[1]")]
    [InlineData("""{"at":1,"kind":"Explode"}""")]
    [InlineData("""{"kind":"Send"}""")]
    [InlineData("""{"at":1,"kind":"Send","content":{"fault":{"fault":"Slow","amount":-1}}}""")]
    public void What_is_no_row_is_refused_with_its_line(string line)
    {
        var error = Assert.Throws<FormatException>(() => Trace.FromJsonLines(["""{"at":1,"kind":"Heal"}""", line]));
        Assert.StartsWith("Line 2 is no row of a trace: ", error.Message);
    }

    internal static Trace Busy()
    {
        var run = new CentralServerMutex(Workload.Closed(Delay.Exponential(10.Milliseconds()), 2.Milliseconds())).Simulate(
            4, seed: 5, network: Delay.Uniform(1.Milliseconds(), 3.Milliseconds()), trace: Trace.KeepAll(states: true)).Under(
            FaultPlan.Of(Fault.Duplicate(0.1), Fault.Lose(0.02))
                .During(20.Milliseconds(), 40.Milliseconds(), Fault.Pause(1), Fault.Cut([2], [0]), Fault.Slow(3, 2), Fault.Corrupt(0.1))
                .At(30.Milliseconds(), Fault.ClockStep(1, 5.Milliseconds())).During(50.Milliseconds(), 60.Milliseconds(), Fault.Crash(3), Fault.Byzantine(2, ByzantineBehaviour.Silent)));
        run.RunFor(150.Milliseconds());
        return run.Trace;
    }
}
