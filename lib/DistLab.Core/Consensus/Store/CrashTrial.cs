using DistLab.Protocols;
using DistLab.Simulation;

namespace DistLab.Consensus;

/// <summary>
/// Three servers of a <see cref="RaftStore"/>, without clients, that crash one after another and come back on a network that loses
/// three messages of ten: nothing may break Raft's guarantees.
/// </summary>
/// <remarks>In such runs the situation of Figure 8 of the paper comes up now and then: an entry of an old term on a majority, and a server that can still be elected without it.</remarks>
public sealed class CrashTrial
{
    private static readonly Nemesis Crashes = new Nemesis(3, until: 350.Milliseconds()).AtMost(2)
        .With(Fault.Crash(0), every: 40.Milliseconds(), lasting: 40.Milliseconds());

    private readonly Scenario<RaftStore.State, RaftStore.Message> _scenario;

    /// <summary>A trial.</summary>
    /// <param name="store">The store of three servers, or one with a rule broken.</param>
    public CrashTrial(RaftStore store)
    {
        ArgumentNullException.ThrowIfNull(store);
        var network = new Link(Delay.Uniform(1.Milliseconds(), 10.Milliseconds())) { Loss = 0.3 };
        _scenario = store.Scenario(3, Crashes.Until, network: network).Guarantees(3, state => state);
    }

    /// <summary>Times and sizes by which elections follow each other fast, and messages carry one entry.</summary>
    public static RaftOptions Options { get; } = new()
    {
        ElectionTimeout = Delay.Uniform(30.Milliseconds(), 60.Milliseconds()),
        HeartbeatInterval = 30.Milliseconds(),
        MostEntries = 1,
    };

    /// <summary>Tries one seed after another until something is broken.</summary>
    /// <param name="seeds">Which seeds: <c>1..1000</c> are 1 to 999.</param>
    /// <returns>The first failure, or <c>null</c> if there is none.</returns>
    public Failure<RaftStore.State, RaftStore.Message>? Search(Range seeds) => _scenario.Search(Crashes, seeds);
}
