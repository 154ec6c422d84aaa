using DistLab.Protocols;
using DistLab.Simulation;

namespace DistLab.Coordination;

/// <summary>A way to mutual exclusion, for any number of clients and any workload: what is compared when algorithms are compared.</summary>
public sealed class MutexAlgorithm
{
    private readonly Func<int, Workload, Runner> _make;

    private MutexAlgorithm(string name, int servers, Func<int, Workload, Runner> make)
    {
        Name = name;
        Servers = servers;
        _make = make;
    }

    private delegate MutualExclusionRun Runner(int nodes, Network network, Duration length, ulong seed, IEnumerable<Planned> plan);

    /// <summary>The central server at node 0.</summary>
    public static MutexAlgorithm CentralServer { get; } = Of("central server", (_, workload) => new CentralServerMutex(workload), servers: 1);

    /// <summary>The token ring.</summary>
    public static MutexAlgorithm TokenRing { get; } = Of("token ring", (clients, workload) => new TokenRingMutex(clients, workload));

    /// <summary>Lamport's queue.</summary>
    public static MutexAlgorithm Lamport { get; } = Of("Lamport", (clients, workload) => new LamportMutex(clients, workload));

    /// <summary>Ricart and Agrawala's.</summary>
    public static MutexAlgorithm RicartAgrawala { get; } = Of("Ricart–Agrawala", (clients, workload) => new RicartAgrawalaMutex(clients, workload));

    /// <summary>Maekawa's with Sanders' cure, on the smallest voting sets that <see cref="Quorums.For"/> finds.</summary>
    public static MutexAlgorithm Maekawa { get; } = Of("Maekawa", (clients, workload) => new MaekawaSandersMutex(Quorums.For(clients), workload));

    /// <summary>All that are here.</summary>
    public static IReadOnlyList<MutexAlgorithm> All { get; } = [CentralServer, TokenRing, Lamport, RicartAgrawala, Maekawa];

    /// <summary>What it is called.</summary>
    public string Name { get; }

    /// <summary>How many nodes, the first ones, are servers and not clients.</summary>
    public int Servers { get; }

    /// <summary>An algorithm of one's own.</summary>
    /// <param name="name">What it is called.</param>
    /// <param name="make">The protocol for so many clients with a workload.</param>
    /// <param name="servers">How many nodes, the first ones, are servers and not clients.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number of servers is negative.</exception>
    public static MutexAlgorithm Of<TState>(string name, Func<int, Workload, MutualExclusion<TState>> make, int servers = 0)
        where TState : MutexState
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(make);
        ArgumentOutOfRangeException.ThrowIfNegative(servers);
        return new(name, servers, (clients, workload) =>
        {
            var protocol = make(clients, workload);
            return (nodes, network, length, seed, plan) => MutualExclusionExperiment.Run(protocol, nodes, network, length, seed, plan);
        });
    }

    /// <summary>One run, recorded from its start. Channels keep the order of messages, which Lamport's algorithm needs.</summary>
    /// <param name="clients">How many clients there are; servers come on top.</param>
    /// <param name="workload">What every client does.</param>
    /// <param name="delay">How long messages take.</param>
    /// <param name="length">How long the run is. It ends sooner when nothing is left to happen.</param>
    /// <param name="seed">What all chance follows from.</param>
    /// <param name="plan">What else is to happen, and when.</param>
    /// <exception cref="ArgumentOutOfRangeException">The plan names a node that does not exist, or the algorithm is not for so many clients.</exception>
    public MutualExclusionRun Run(int clients, Workload workload, Delay delay, Duration length, ulong seed = 1, params IEnumerable<Planned> plan) =>
        _make(clients, workload)(clients + Servers, new Link(delay) { InOrder = true }, length, seed, plan);

    /// <summary>Its name.</summary>
    public override string ToString() => Name;
}
