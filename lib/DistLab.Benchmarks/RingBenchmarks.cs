using BenchmarkDotNet.Attributes;
using DistLab.Coordination;
using DistLab.Protocols;
using DistLab.Simulation;

namespace DistLab.Benchmarks;

/// <summary>An idle token ring of 100 nodes through the protocol contract, one hop an operation, with the trace's last 4,096 rows kept.</summary>
[MemoryDiagnoser]
public class RingBenchmarks
{
    private const int Hops = 1 << 20;

    private readonly Simulation<TokenRingMutex.State, MutexMessage> _ring = new TokenRingMutex(100, Workload.None).Simulate(
        nodes: 100, network: Delay.Constant(1.Milliseconds()));

    [Benchmark(OperationsPerInvoke = Hops)]
    public long TokenRing()
    {
        _ring.Run(maxEvents: Hops);
        return _ring.Events;
    }
}
