using DistLab.Checking;
using DistLab.Protocols;
using DistLab.Simulation;
using ServersAndClients = DistLab.Protocols.ClientServer<DistLab.Consensus.RaftStore.State, DistLab.Consensus.StoreClient.State, DistLab.Consensus.RaftStore.Message>;

namespace DistLab.Consensus;

/// <summary>
/// A <see cref="RaftStore"/> and its clients put through faults: what goes wrong is drawn from a seed, and in the end everything is
/// mended. Nothing may break Raft's guarantees or the store's linearizability, and in the end the store must be at work again.
/// </summary>
/// <example><code>
/// new StoreTrial(new RaftStore(5, StoreTrial.Options)).Search(1..1000)   // null: nothing was broken
/// </code></example>
public sealed class StoreTrial
{
    private static readonly Duration Mended = 2_500.Milliseconds();
    private static readonly Duration Length = 4.Seconds();

    private readonly Scenario<ServersAndClients.State, RaftStore.Message> _scenario;

    /// <summary>A trial.</summary>
    /// <param name="store">The store, or one with a rule broken.</param>
    /// <param name="servers">How many servers it has.</param>
    /// <param name="clients">How many clients work with it.</param>
    /// <param name="nemesis">Whose faults befall servers and clients; <see cref="Usual"/> unless told. They must be mended within 2.5 of the 4 seconds of a run.</param>
    /// <param name="network">How messages travel; <see cref="UsualNetwork"/> unless told.</param>
    public StoreTrial(RaftStore store, int servers = 5, int clients = 4, Nemesis? nemesis = null, Network? network = null)
    {
        ArgumentNullException.ThrowIfNull(store);
        Nemesis = nemesis ?? Usual(servers + clients);
        var client = new StoreClient(servers, keys: 2, thinking: Delay.Exponential(20.Milliseconds()), patience: Delay.Uniform(150.Milliseconds(), 250.Milliseconds()));
        _scenario = new ServersAndClients(store, servers, client).Scenario(servers + clients, Length, network: network ?? UsualNetwork)
            .Guarantees(servers, state => state.Server!)
            .InTheEnd("linearizable", run => Linearizability.Check(History.FromTrace(run.Trace), new StoreModel(), explains: false).Conformance == Conformance.Satisfied)
            .InTheEnd("at work again", IsAtWork);
    }

    /// <summary>Times and sizes by which elections, snapshots and messages with several entries happen often in a short run.</summary>
    public static RaftOptions Options { get; } = new()
    {
        ElectionTimeout = Delay.Uniform(100.Milliseconds(), 200.Milliseconds()),
        HeartbeatInterval = 30.Milliseconds(),
        SnapshotAfter = 20,
        MostEntries = 4,
    };

    /// <summary>Messages take 1 ms and exponentially longer, 3 ms in the mean; one of 100 is lost, and one comes twice.</summary>
    public static Network UsualNetwork { get; } = new Link(Delay.ShiftedExponential(1.Milliseconds(), meanBeyond: 2.Milliseconds())) { Loss = 0.01, Duplication = 0.01 };

    /// <summary>What goes wrong.</summary>
    public Nemesis Nemesis { get; }

    /// <summary>Crashes, pauses, partitions, cuts one way, losses, copies, delays, slowness and wrong clocks, for so many nodes.</summary>
    public static Nemesis Usual(int nodes) => new Nemesis(nodes, Mended).AtMost(2)
        .With(Fault.Crash(0), every: 250.Milliseconds(), lasting: 200.Milliseconds())
        .With(Fault.Pause(0), every: 500.Milliseconds(), lasting: 150.Milliseconds())
        .With(Fault.Partition(), every: 400.Milliseconds(), lasting: 300.Milliseconds())
        .With(Fault.Cut(0, 1), every: 500.Milliseconds(), lasting: 200.Milliseconds())
        .With(Fault.Lose(0.2), every: 500.Milliseconds(), lasting: 200.Milliseconds())
        .With(Fault.Duplicate(0.2), every: 500.Milliseconds(), lasting: 200.Milliseconds())
        .With(Fault.Reorder(0.2, Delay.Uniform(1.Milliseconds(), 60.Milliseconds())), every: 500.Milliseconds(), lasting: 200.Milliseconds())
        .With(Fault.Slow(0, 5), every: 1.Seconds(), lasting: 200.Milliseconds())
        .With(Fault.ClockDrift(0, 200_000_000), every: 1.Seconds(), lasting: 300.Milliseconds());

    /// <summary>The run of a seed, with the faults that are drawn from it.</summary>
    public Scenario<ServersAndClients.State, RaftStore.Message> Scenario(ulong seed) => (_scenario with { Seed = seed }).Under(Nemesis.Draw(seed));

    /// <summary>Tries one seed after another until something is broken.</summary>
    /// <param name="seeds">Which seeds: <c>1..1000</c> are 1 to 999.</param>
    /// <param name="progress">Is told every seed before it is tried.</param>
    /// <returns>The first failure, or <c>null</c> if there is none.</returns>
    public Failure<ServersAndClients.State, RaftStore.Message>? Search(Range seeds, IProgress<ulong>? progress = null) => _scenario.Search(Nemesis, seeds, progress);

    private static bool IsAtWork(Simulation<ServersAndClients.State, RaftStore.Message> run) =>
        run.Trace.Any(row => row.At > Instant.Zero + Mended && row.Content is HistoryEvent { Kind: HistoryEventKind.Return });
}
