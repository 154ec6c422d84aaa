using DistLab.Checking;
using DistLab.Consensus;
using DistLab.Protocols;
using DistLab.Simulation;
using Clients = DistLab.Protocols.ClientServer<DistLab.Coordination.FencedFile.State, DistLab.Coordination.LockClient.State, DistLab.Coordination.RaftLockService.Message>;
using World = DistLab.Protocols.ClientServer<DistLab.Coordination.RaftLockService.State, DistLab.Protocols.ClientServer<DistLab.Coordination.FencedFile.State, DistLab.Coordination.LockClient.State, DistLab.Coordination.RaftLockService.Message>.State, DistLab.Coordination.RaftLockService.Message>;

namespace DistLab.Coordination;

/// <summary>
/// A file that clients add to under a lock with a lease, put through faults. The lock alone cannot keep a client from writing that was
/// paused and does not know that its lease is over; a file that looks at fencing tokens can.
/// </summary>
/// <remarks>Nodes: the servers of the lock service, the file, the clients.</remarks>
public sealed class LockTrial
{
    private readonly World _world;

    /// <summary>A trial.</summary>
    /// <param name="isFenced">Whether the file refuses old tokens.</param>
    /// <param name="servers">How many servers the lock service has.</param>
    /// <param name="clients">How many clients there are.</param>
    /// <param name="times">How long each client takes for what it does; the defaults unless told.</param>
    public LockTrial(bool isFenced, int servers = 3, int clients = 3, Func<NodeId, LockTimes>? times = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(servers, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(clients, 1);
        (Servers, Nodes) = (servers, servers + 1 + clients);
        var usual = new LockTimes();
        var client = new LockClient(servers, File, times ?? (_ => usual));
        _world = new(new RaftLockService(servers, StoreTrial.Options), servers, new Clients(new FencedFile(isFenced), servers + 1, client));
    }

    /// <summary>How many servers the lock service has.</summary>
    public int Servers { get; }

    /// <summary>How many nodes there are in all.</summary>
    public int Nodes { get; }

    /// <summary>The file.</summary>
    public NodeId File => Servers;

    /// <summary>Pauses and crashes of servers and clients, partitions and losses, in the first three of four seconds.</summary>
    public Nemesis Nemesis => new Nemesis(Nodes, 3.Seconds()).AtMost(2)
        .With(Fault.Pause(0), every: 300.Milliseconds(), lasting: 700.Milliseconds())
        .With(Fault.Crash(0), every: 800.Milliseconds(), lasting: 200.Milliseconds())
        .With(Fault.Partition(), every: 800.Milliseconds(), lasting: 300.Milliseconds())
        .With(Fault.Lose(0.2), every: 800.Milliseconds(), lasting: 200.Milliseconds())
        .With(Fault.Duplicate(0.2), every: 800.Milliseconds(), lasting: 200.Milliseconds());

    /// <summary>A client is paused while it works, for longer than its lease; the other one gets the lock meanwhile.</summary>
    /// <param name="isFenced">Whether the file refuses old tokens.</param>
    public static Simulation<World.State, RaftLockService.Message> PausedHolder(bool isFenced)
    {
        LockTimes Times(NodeId client) => new()
        {
            Thinking = Delay.Constant(client.Index == 4 ? 500.Milliseconds() : 550.Milliseconds()),
            Work = Delay.Constant(150.Milliseconds()),
            Polling = Delay.Constant(50.Milliseconds()),
        };
        var trial = new LockTrial(isFenced, servers: 3, clients: 2, Times);
        var faults = FaultPlan.None.At(600.Milliseconds(), Fault.Pause(4)).At(1_400.Milliseconds(), Fault.Resume(4));
        var run = (trial.Scenario(1, 1_450.Milliseconds()) with { Network = Delay.Constant(2.Milliseconds()) }).Under(faults).Prepare(Trace.KeepAll(states: true));
        run.RunUntil(Instant.Zero + 1_450.Milliseconds());
        return run;
    }

    /// <summary>A run without faults, with what is claimed of it.</summary>
    /// <param name="seed">What all chance follows from.</param>
    /// <param name="length">How long it is; 4 s unless told.</param>
    public Scenario<World.State, RaftLockService.Message> Scenario(ulong seed, Duration? length = null) =>
        (_world.Scenario(Nodes, length ?? 4.Seconds(), network: StoreTrial.UsualNetwork) with { Seed = seed })
            .InTheEnd("no update is lost", run => FileOf(run).Content == Writers(run).Distinct().Count())
            .InTheEnd("no write comes after one of a later holder", run => Writers(run) is var tokens && tokens.Zip(tokens.Skip(1)).All(pair => pair.First <= pair.Second))
            .InTheEnd("somebody got the lock", run => Writers(run).Any());

    /// <summary>Tries one seed after another, with faults drawn from it, until a claim is broken.</summary>
    /// <param name="seeds">Which seeds: <c>1..1000</c> are 1 to 999.</param>
    /// <returns>The first failure, or <c>null</c> if there is none.</returns>
    public Failure<World.State, RaftLockService.Message>? Search(Range seeds) => Scenario(1).Search(Nemesis, seeds);

    /// <summary>A check of every order of events in which at most so many timers run out: whether a holder writes after a later one has written.</summary>
    /// <param name="timeouts">How many; six suffice for a holder to be overtaken by the next.</param>
    /// <remarks>One server and two clients make a search of a moment. That several servers act as one is for Raft's own checks to show.</remarks>
    public ProtocolCheck<World.State, RaftLockService.Message, (long Last, bool IsBroken)> Check(int timeouts = 6) =>
        _world.Check(Nodes, timeouts: timeouts).LeavingIgnored()
            .Observe((Last: 0L, IsBroken: false), (seen, _, output) => output is FencedFile.Changed changed ? (changed.Token, seen.IsBroken || changed.Token < seen.Last) : seen)
            .Never("an older holder writes after a later one", state => state.History.IsBroken)
            .Sometimes("a later holder writes", state => state.History.Last > 1);

    /// <summary>The tokens of those who changed the file, in the order in which they did.</summary>
    public static IReadOnlyList<long> Writers(Simulation<World.State, RaftLockService.Message> run)
    {
        ArgumentNullException.ThrowIfNull(run);
        return [.. run.Trace.Select(row => row.Content).OfType<FencedFile.Changed>().Select(changed => changed.Token)];
    }

    /// <summary>What the file remembers.</summary>
    public FencedFile.State FileOf(Simulation<World.State, RaftLockService.Message> run)
    {
        ArgumentNullException.ThrowIfNull(run);
        return run.State(File).Client!.Server!;
    }
}
