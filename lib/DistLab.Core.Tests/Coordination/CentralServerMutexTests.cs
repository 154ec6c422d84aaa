using DistLab.Coordination;
using DistLab.Protocols;
using static DistLab.Coordination.CentralServerMutex;

namespace DistLab.Core.Tests.Coordination;

public sealed class CentralServerMutexTests
{
    private static readonly NodeId Server = 0;
    private readonly Effects<MutexMessage> _effects = new(_ => 0);
    private readonly CentralServerMutex _plain = new(Workload.None);
    private readonly CentralServerMutex _leased = new(Workload.None, lease: 1.Seconds());

    [Fact]
    public void To_enter_takes_a_request_and_a_grant_and_to_leave_a_release()
    {
        var client = _plain.OnMessage(new State(), 1, NodeId.Outside, MutexMessage.Enter, _effects);
        Assert.Equal(["Output Requested", "Send P0 request"], Recorded());
        client = _plain.OnMessage(client, 1, Server, new Grant(7), _effects);
        Assert.Equal(["Output Entered"], Recorded());
        Assert.Equal(MutexPhase.Held, client.Phase);
        _plain.OnMessage(client, 1, NodeId.Outside, MutexMessage.Exit, _effects);
        Assert.Equal(["Output Exited", "Send P0 release 7"], Recorded());
    }

    [Fact]
    public void The_server_serves_first_come_first()
    {
        var server = Deliver(_plain, new State(), (3, new Request()), (1, new Request()), (2, new Request()));
        Assert.Equal(["Send P3 grant 1"], Recorded());
        server = Deliver(_plain, server, (3, new Release(1)), (1, new Release(2)), (2, new Release(3)));
        Assert.Equal(["Send P1 grant 2", "Send P2 grant 3"], Recorded());
        Assert.Null(server.Holder);
    }

    [Fact]
    public void A_release_that_is_not_the_present_holders_is_ignored()
    {
        var server = Deliver(_plain, new State(), (1, new Request()), (2, new Request()));
        Assert.Same(server, Deliver(_plain, server, (2, new Release(1))));
        Assert.Same(server, Deliver(_plain, server, (1, new Release(9))));
    }

    [Fact]
    public void A_lease_that_is_over_passes_the_permission_on_and_the_late_release_is_ignored()
    {
        var server = Deliver(_leased, new State(), (1, new Request()), (2, new Request()));
        Assert.Equal(["Send P1 grant 1", "SetTimer lease over"], Recorded());
        server = _leased.OnTimer(server, Server, new LeaseOver(), _effects);
        Assert.Equal(["Send P2 grant 2", "SetTimer lease over"], Recorded());
        server = Deliver(_leased, server, (1, new Release(1)));
        Assert.Empty(Recorded());
        Assert.Equal(new NodeId(2), server.Holder);
    }

    [Fact]
    public void The_last_release_cancels_the_lease()
    {
        var server = Deliver(_leased, new State(), (1, new Request()));
        Recorded();
        Deliver(_leased, server, (1, new Release(1)));
        Assert.Equal(["CancelTimer lease over"], Recorded());
    }

    [Fact]
    public void A_client_that_has_forgotten_its_request_gives_the_permission_back()
    {
        _plain.OnMessage(new State(), 1, Server, new Grant(4), _effects);
        Assert.Equal(["Send P0 release 4"], Recorded());
    }

    [Fact]
    public void Calls_that_do_not_fit_are_ignored()
    {
        var released = new State();
        Assert.Same(released, _plain.OnMessage(released, 1, NodeId.Outside, MutexMessage.Exit, _effects));
        Assert.Same(released, _plain.OnMessage(released, Server, NodeId.Outside, MutexMessage.Enter, _effects));
        var held = released with { Phase = MutexPhase.Held };
        Assert.Same(held, _plain.OnMessage(held, 1, NodeId.Outside, MutexMessage.Enter, _effects));
        Assert.Empty(Recorded());
    }

    [Fact]
    public void A_workload_thinks_works_and_comes_to_an_end()
    {
        var protocol = new CentralServerMutex(Workload.Closed(3.Milliseconds(), 2.Milliseconds(), entries: 2));
        var client = protocol.Start(1, _effects);
        for (var visit = 1; visit <= 2; visit++)
        {
            Assert.Contains("SetTimer enter()", Recorded());
            client = protocol.OnTimer(client, 1, MutexMessage.Enter, _effects);
            client = protocol.OnMessage(client, 1, Server, new Grant(visit), _effects);
            Assert.Equal(["Output Requested", "Send P0 request", "Output Entered", "SetTimer exit()"], Recorded());
            client = protocol.OnTimer(client, 1, MutexMessage.Exit, _effects);
        }
        Assert.Equal(["Output Exited", "Send P0 release 2"], Recorded());
    }

    private State Deliver(CentralServerMutex protocol, State server, params (int From, MutexMessage Message)[] messages)
    {
        foreach (var (from, message) in messages)
            server = protocol.OnMessage(server, Server, from, message, _effects);
        return server;
    }

    private string[] Recorded()
    {
        var lines = _effects.Recorded.ToArray().Select(e => e.Kind switch
        {
            EffectKind.Send => $"Send {e.To} {e.Message}",
            EffectKind.Output => $"Output {e.Detail}",
            _ => $"{e.Kind} {e.Message}",
        }).ToArray();
        _effects.Clear();
        return lines;
    }
}
