using DistLab.Protocols;
using DistLab.Simulation;
using DistLab.Time;

namespace DistLab.Core.Tests.Time;

/// <summary>Runs of a bank over networks of all kinds, for what must hold of any run.</summary>
internal static class Runs
{
    public static Simulation<Bank.State, Bank.Message> Bank(ulong seed, int nodes = 3, int transfers = 4, Func<NodeId, DriftingClock>? clocks = null)
    {
        var random = new RandomStream(seed).Derive("network");
        var link = new Link(Delay.Exponential(10.Milliseconds()))
        {
            Loss = random.NextDouble() * 0.2,
            Duplication = random.NextDouble() * 0.2,
            InOrder = random.NextBool(0.5),
        };
        var run = new Bank(nodes, transfers: transfers).Simulate(nodes, seed, link, Trace.KeepAll(states: true), clocks);
        run.Run();
        return run;
    }

    /// <summary>Happened-before by its definition, as the transitive closure of "same node, earlier" and "sent, received"; clocks play no part.</summary>
    public static bool[,] Reachability(CausalHistory history)
    {
        var n = history.Events.Count;
        var reaches = new bool[n, n];
        foreach (var (from, to) in from one in history.Events from other in history.Events select (one, other))
        {
            reaches[from.Number, to.Number] = (from.Node == to.Node && from.Index < to.Index)
                || from.Sent.Any(message => message.Number == to.Received);
        }
        for (var via = 0; via < n; via++)
        {
            for (var from = 0; from < n; from++)
            {
                for (var to = 0; to < n; to++)
                    reaches[from, to] |= reaches[from, via] && reaches[via, to];
            }
        }
        return reaches;
    }
}
