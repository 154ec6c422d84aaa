using DistLab.Availability;
using DistLab.Checking;
using DistLab.Core.Tests.Checking;
using DistLab.Protocols;

namespace DistLab.Core.Tests.Availability;

public sealed class ServiceCheckTests(ITestOutputHelper output)
{
    private const string Twice = "a request that must not is done twice";

    [Fact]
    public void In_every_run_the_hub_has_a_non_idempotent_request_done_once_at_most()
    {
        var result = Check(idempotent: false, new() { Tries = 2, TryTimeout = 1.Seconds() });
        output.WriteLine(result.ToString());
        Assert.NotEqual(Verdict.Violated, result[Twice].Verdict);
        Assert.Equal(SearchEnd.Complete, result.End);
        Assert.Equal(Verdict.Holds, result["it is done"].Verdict);
    }

    [Fact]
    public void A_hub_that_sends_again_what_may_have_been_done_is_found()
    {
        var result = Check(idempotent: false, new() { Tries = 2, TryTimeout = 1.Seconds(), ResendsAll = true });
        output.WriteLine(result[Twice].ToString());
        Assert.Equal(Verdict.Violated, result[Twice].Verdict);
    }

    [Fact]
    public void An_idempotent_request_may_be_done_twice() =>
        Assert.Equal(Verdict.Violated, Check(idempotent: true, new() { Tries = 2, TryTimeout = 1.Seconds() })[Twice].Verdict);

    [Fact]
    public void The_device_sends_again_only_what_may_be_done_twice()
    {
        Assert.NotEqual(Verdict.Violated, Check(idempotent: false, new(), new() { Timeout = 1.Seconds(), Attempts = 3 })[Twice].Verdict);
        Assert.Equal(Verdict.Violated, Check(idempotent: true, new(), new() { Timeout = 1.Seconds(), Attempts = 3 })[Twice].Verdict);
        Assert.NotEqual(Verdict.Violated, Check(idempotent: false, new(), new() { HedgeAfter = 1.Seconds() })[Twice].Verdict);
    }

    [Fact]
    public void Hub_and_device_together_keep_to_it_though_the_hub_fails()
    {
        var result = Check(
            idempotent: false,
            new() { Tries = 2, TryTimeout = 1.Seconds(), Failure = Delay.Exponential(60.Seconds()) },
            new() { Timeout = 3.Seconds(), Attempts = 2, HedgeAfter = 2.Seconds() });
        output.WriteLine(result.ToString());
        Assert.NotEqual(Verdict.Violated, result[Twice].Verdict);
    }

    private static SearchResult<ProtocolRun<ServiceState, ServiceMessage>> Check(bool idempotent, HubDesign hub, DeviceDesign? device = null)
    {
        var system = new ServiceSystem(new()
        {
            Servers = 2,
            Load = RequestLoad.Trace([1.Seconds()]),
            TimeToFailure = Delay.Exponential(60.Seconds()),
            Hub = hub,
            Device = (device ?? new()) with { IdempotentPercent = idempotent ? 100 : 0 },
            TellsBegun = true,
        });
        return system.Check(system.Nodes, timeouts: 7).Observe(0, (begun, _, what) => what is ServiceEvent.Begun ? begun + 1 : begun)
            .Never(Twice, state => state.History > 1)
            .Sometimes("it is done", state => state.History == 1)
            .FindAll()
            .Run(Cores.All);
    }
}
