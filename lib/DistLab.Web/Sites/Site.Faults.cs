using DistLab.Protocols;
using DistLab.Simulation;

namespace DistLab.Web;

/// <content>What befalls the processes.</content>
public sealed partial class Site
{
    /// <summary>Kills a server's process, as <c>kill -9</c> does.</summary>
    public Task KillAsync(int server) => InTurnAsync(At(server).Turn, async () =>
    {
        _outages.Down(At(server).Name, Now);
        await At(server).KillAsync();
        if (_options.Prepared)
            At(server).Prepare();
    });

    /// <summary>Starts a server that was killed, at the same port and without its state.</summary>
    public Task RestartAsync(int server) => InTurnAsync(At(server).Turn, async () =>
    {
        if (At(server).IsUp)
            return;
        await At(server).StartAsync();
        _outages.Up(At(server).Name, Now);
    });

    /// <summary>Stops a server's process amid what it does.</summary>
    /// <exception cref="PlatformNotSupportedException">The system cannot do that.</exception>
    public void Pause(int server)
    {
        if (!At(server).IsUp)
            return;
        _outages.Down(At(server).Name, Now);
        At(server).Process.Pause();
    }

    /// <summary>Has a paused server go on.</summary>
    public void Resume(int server)
    {
        if (!At(server).IsUp)
            return;
        At(server).Process.Resume();
        _outages.Up(At(server).Name, Now);
    }

    /// <summary>Has a server take so many times as long for its work; 1 for as long as usual. It counts as up.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The factor is not above zero.</exception>
    public async Task SlowAsync(int server, double factor)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(factor, 0);
        if (At(server).IsUp)
            await At(server).Process.AskAsync(new Order.SetSlowness(factor), Limit);
    }

    /// <summary>Has nothing pass between the hub and a server any more; the server counts as down.</summary>
    /// <exception cref="InvalidOperationException">The site was started without <see cref="SiteOptions.Relayed"/>.</exception>
    public void Cut(int server)
    {
        At(server).Cut();
        _outages.Down(At(server).Name, Now);
    }

    /// <summary>Has everything pass between the hub and a server again.</summary>
    /// <exception cref="InvalidOperationException">The site was started without <see cref="SiteOptions.Relayed"/>.</exception>
    public void Mend(int server)
    {
        At(server).Mend();
        _outages.Up(At(server).Name, Now);
    }

    /// <summary>Kills the hub's process.</summary>
    public Task KillHubAsync() => InTurnAsync(_hubTurn, () =>
    {
        _outages.Down(HubName, Now);
        return _hub!.KillAsync();
    });

    /// <summary>Starts the hub again, at the same port.</summary>
    public Task RestartHubAsync() => InTurnAsync(_hubTurn, async () =>
    {
        if (_hub!.IsUp)
            return;
        await StartHubAsync();
        await AskHubAsync(new Order.Add([.. _servers.Select(server => server.ToAddress())]));
        _outages.Up(HubName, Now);
    });

    /// <summary>
    /// Has a fault happen, or mends it: node <c>i</c> is server <c>i</c>, and the node after the last server is the hub. Of those of links, cuts and
    /// partitions between the hub and servers can be had.
    /// </summary>
    /// <exception cref="NotSupportedException">Real processes cannot be put through it.</exception>
    /// <exception cref="ArgumentOutOfRangeException">It befalls a node that there is not.</exception>
    public async Task ApplyAsync(Fault fault)
    {
        ArgumentNullException.ThrowIfNull(fault);
        var isHub = fault.Node == Servers;
        switch (fault.Kind)
        {
            case FaultKind.Crash:
                await (isHub ? KillHubAsync() : KillAsync(fault.Node.Index));
                break;
            case FaultKind.Restart:
                await (isHub ? RestartHubAsync() : RestartAsync(fault.Node.Index));
                break;
            case FaultKind.Pause when !isHub:
                Pause(fault.Node.Index);
                break;
            case FaultKind.Resume when !isHub:
                Resume(fault.Node.Index);
                break;
            case FaultKind.Slow when !isHub:
                await SlowAsync(fault.Node.Index, fault.Amount);
                break;
            case FaultKind.Cut or FaultKind.Partition:
                foreach (var server in CutOff(fault))
                    Cut(server);
                break;
            case FaultKind.Mend or FaultKind.Heal:
                for (var server = 0; server < Servers; server++)
                    Mend(server);
                break;
            default:
                throw new NotSupportedException($"The processes of a site cannot be put through this fault: {fault}");
        }
    }

    /// <summary>Mends all that was broken: hub and servers run, at their usual speed, and reach each other.</summary>
    public async Task HealAsync()
    {
        await RestartHubAsync();
        await Task.WhenAll(Enumerable.Range(0, Servers).Select(HealAsync));
    }

    private async Task HealAsync(int server)
    {
        if (_options.Relayed)
            Mend(server);
        Resume(server);
        await RestartAsync(server);
        await SlowAsync(server, 1);
    }

    // A process takes its time to start, and the next fault of a plan may come before it has.
    private static async Task InTurnAsync(SemaphoreSlim turn, Func<Task> action)
    {
        await turn.WaitAsync();
        try
        {
            await action();
        }
        finally
        {
            turn.Release();
        }
    }

    // A cut in one direction stops a conversation over TCP in both.
    private IEnumerable<int> CutOff(Fault fault)
    {
        NodeId hub = Servers;
        return fault.Kind == FaultKind.Cut
            ? Enumerable.Range(0, Servers).Where(server => fault.Links!.Contains(server, hub) || fault.Links.Contains(hub, server))
            : Enumerable.Range(0, Servers).Where(server => !fault.Sides.Any(side => side.Contains(server) && side.Contains(hub)));
    }
}
