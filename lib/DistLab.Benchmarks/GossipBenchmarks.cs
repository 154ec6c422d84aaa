using BenchmarkDotNet.Attributes;
using DistLab.Protocols;
using DistLab.Simulation;

namespace DistLab.Benchmarks;

/// <summary>Push gossip among a million nodes; one round, in which every node tells one other what it knows, an operation.</summary>
[MemoryDiagnoser]
public class GossipBenchmarks
{
    private const int Nodes = 1_000_000;

    private Simulation<Rumour, Tell> _gossip = null!;

    [GlobalSetup]
    public void Start()
    {
        _gossip = new Push(Nodes).Simulate(Nodes);
        _gossip.RunFor(Push.Round * 3);
    }

    [Benchmark]
    public long MillionNodeRound()
    {
        _gossip.RunFor(Push.Round);
        return _gossip.MessagesSent;
    }

    public sealed record Rumour(bool IsKnown);

    public sealed record Tell(bool IsKnown);

    private sealed class Push(int nodes) : Protocol<Rumour, Tell>
    {
        private static readonly Rumour Known = new(true);
        private static readonly Rumour Unknown = new(false);
        private static readonly Tell TellKnown = new(true);
        private static readonly Tell TellUnknown = new(false);
        private static readonly Delay OneRound = Delay.Constant(Round);

        public static Duration Round => 10.Milliseconds();

        public override Rumour Start(NodeId self, Effects<Tell> effects)
        {
            effects.SetTimer(TellKnown, OneRound);
            return self == 0 ? Known : Unknown;
        }

        public override Rumour OnTimer(Rumour state, NodeId self, Tell timer, Effects<Tell> effects)
        {
            effects.SetTimer(timer, OneRound);
            effects.Send(effects.Choose(nodes), state.IsKnown ? TellKnown : TellUnknown);
            return state;
        }

        public override Rumour OnMessage(Rumour state, NodeId self, NodeId from, Tell message, Effects<Tell> effects) =>
            message.IsKnown ? Known : state;
    }
}
