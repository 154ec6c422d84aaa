using BenchmarkDotNet.Attributes;
using DistLab.Protocols;
using DistLab.Simulation;

namespace DistLab.Benchmarks;

/// <summary>Pop the least event, push it again later: the hold model (Jones 1986), with exponential steps.</summary>
public class QueueBenchmarks
{
    private const int Turns = 1 << 18;

    private readonly EventQueue<int> _calendar = new();
    private readonly PriorityQueue<int, long> _heap = new();
    private long[] _steps = [];
    private int _next;

    [Params(100, 10_000, 1_000_000)]
    public int Pending { get; set; }

    [GlobalSetup]
    public void Fill()
    {
        var random = new RandomStream(1);
        _steps = [.. Enumerable.Range(0, 1 << 16).Select(_ => (long)(random.NextExponential() * 1_000_000))];
        for (var i = 0; i < Pending; i++)
        {
            _calendar.Enqueue(new(Step()), i);
            _heap.Enqueue(i, Step());
        }
        // Both start from the steady state: every event has been moved a few times.
        for (var i = 0; i < 4 * Pending; i += Turns)
        {
            EventQueue();
            PriorityQueue();
        }
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Turns)]
    public void PriorityQueue()
    {
        for (var i = 0; i < Turns; i++)
        {
            _heap.TryDequeue(out var item, out var at);
            _heap.Enqueue(item, at + Step());
        }
    }

    [Benchmark(OperationsPerInvoke = Turns)]
    public void EventQueue()
    {
        for (var i = 0; i < Turns; i++)
        {
            _calendar.TryDequeue(out var at, out var item);
            _calendar.Enqueue(at + new Duration(Step()), item);
        }
    }

    private long Step() => _steps[_next++ & 0xFFFF];
}
