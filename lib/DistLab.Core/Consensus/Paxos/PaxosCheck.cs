using DistLab.Checking;
using DistLab.Protocols;
using DistLab.Simulation;

namespace DistLab.Consensus;

/// <summary>Two proposers and three acceptors: what is asked of <see cref="Paxos"/>, and how long it may take.</summary>
public static class PaxosCheck
{
    /// <summary>P0 proposes red and P1 blue; no two may believe in different values, and each value can win.</summary>
    /// <param name="paxos">Paxos of three nodes, or one with a rule left out.</param>
    /// <param name="crashes">How many crashes there may be.</param>
    public static ProtocolCheck<PaxosState, PaxosMessage, Nothing> Duel(this Paxos paxos, int crashes = 0)
    {
        ArgumentNullException.ThrowIfNull(paxos);
        return paxos.Check(nodes: 3, crashes: crashes).LeavingIgnored()
            .Inject(0, new PaxosMessage.Propose("red"))
            .Inject(1, new PaxosMessage.Propose("blue"))
            .Always("agreement", state => state.States.Where(node => node.Chosen is not null).Select(node => node.Chosen).Distinct().Count() <= 1)
            .Sometimes("red is chosen", state => state.States.Any(node => node.Chosen == "red"))
            .Sometimes("blue is chosen", state => state.States.Any(node => node.Chosen == "blue"));
    }

    /// <summary>P0 and P1 propose 2 ms apart on a network of 2 ms, and try again with a higher number, for ten seconds at most.</summary>
    /// <param name="retry">How long each waits before it tries again.</param>
    /// <param name="seed">What all chance follows from.</param>
    public static PaxosRetries Retry(Delay retry, ulong seed = 3)
    {
        var run = new Paxos(3, retry).Simulate(3, seed, Delay.Constant(2.Milliseconds()), Trace.KeepAll());
        run.Inject(Instant.Zero, 0, new PaxosMessage.Propose("red"));
        run.Inject(Instant.FromMilliseconds(2), 1, new PaxosMessage.Propose("blue"));
        run.RunUntil(Instant.FromSeconds(10));
        var proposals = run.Trace.Where(row => row.Kind == TraceKind.Send).Select(row => row.Content).OfType<PaxosMessage.Prepare>().Distinct();
        return new(proposals.Count(), run.Trace.Any(row => row.Content is ChosenValue));
    }

    /// <summary>Messages between nodes for each of 100 commands that one leader of <see cref="MultiPaxos"/> is given.</summary>
    /// <param name="nodes">How many nodes there are.</param>
    public static double MessagesForACommand(int nodes)
    {
        const int commands = 100;
        var run = new MultiPaxos(nodes).Simulate(nodes, network: Delay.Constant(1.Milliseconds()), trace: Trace.KeepAll());
        for (var command = 1; command <= commands; command++)
            run.Inject(Instant.FromMilliseconds(10 * command), 0, new MultiPaxosMessage.Command($"c{command}"));
        run.Run();
        return (double)run.Trace.Count(row => row.Kind == TraceKind.Send && row.Node != row.Peer) / commands;
    }
}
