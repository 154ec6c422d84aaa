using BenchmarkDotNet.Attributes;
using DistLab.Checking;
using DistLab.Core.Tests.Checking.Models;
using DistLab.Notebooks;

namespace DistLab.Benchmarks;

/// <summary>
/// Exhaustive search, one distinct state an operation: two-phase commit with eight resource managers by hand in one word a
/// state, as a protocol over the contract, and as a transition system of records; and a register by paxos with three clients,
/// each of its states tested for linearizability.
/// </summary>
[SimpleJob(launchCount: 1, warmupCount: 1, iterationCount: 5)]
public class CheckerBenchmarks
{
    private const int ResourceManagers = 8;
    private const int TwoPhaseStates = 1_745_408;
    private const int PaxosClients = 3;
    private const int PaxosStates = 1_194_428;

    private double _bytesPerState;

    [Params(1, 2)]
    public int Workers { get; set; }

    [Benchmark(Baseline = true, OperationsPerInvoke = TwoPhaseStates)]
    public int TwoPhaseByHand() => PackedTwoPhase.CountStates(ResourceManagers);

    [Benchmark(OperationsPerInvoke = TwoPhaseStates)]
    public long TwoPhaseAsProtocol() => Note(TwoPhase().Run(Cores.UpTo(Workers)), TwoPhaseStates);

    [Benchmark(OperationsPerInvoke = TwoPhaseStates)]
    public long TwoPhaseAsProtocolExactly() => Note(TwoPhase().Exact().Run(Cores.UpTo(Workers)), TwoPhaseStates);

    [Benchmark(OperationsPerInvoke = TwoPhaseStates)]
    public long TwoPhaseAsRecords() =>
        Note(new TwoPhaseSystem(ResourceManagers).Check().Always("consistent", TwoPhaseSystem.IsConsistent).Run(Cores.UpTo(Workers)), TwoPhaseStates);

    [Benchmark(OperationsPerInvoke = PaxosStates)]
    public long PaxosWithLinearizability()
    {
        var paxos = new Paxos(PaxosClients);
        var check = paxos.Check(nodes: paxos.Nodes).LeavingIgnored()
            .Observe(Paxos.Seen, Paxos.After).Always("linearizable", state => state.History.IsConsistent);
        return Note(check.Run(Cores.UpTo(Workers)), PaxosStates);
    }

    [GlobalCleanup]
    public void TellBytes()
    {
        if (_bytesPerState > 0)
            Console.WriteLine($"// {_bytesPerState:0} bytes a state");
    }

    private static ProtocolCheck<TwoPhaseActors.State, TwoPhaseActors.Message, Nothing> TwoPhase() =>
        new TwoPhaseActors(ResourceManagers).Check(nodes: ResourceManagers + 1).MessagesStay().Never("inconsistent", TwoPhaseActors.IsInconsistent);

    private long Note<TRun>(SearchResult<TRun> result, long states)
        where TRun : class
    {
        _bytesPerState = result.BytesPerState;
        return result.Holds && result.States == states ? result.States : throw new InvalidOperationException($"Found {result.States} states.");
    }
}
