using BenchmarkDotNet.Attributes;
using DistLab.Protocols;
using DistLab.Simulation;

namespace DistLab.Benchmarks;

/// <summary>A queue M/M/1 at load 0.8 as a protocol of one node and two timers; one customer, its arrival and its departure, an operation.</summary>
[MemoryDiagnoser]
public class QueueingBenchmarks
{
    private const int Customers = 1 << 19;

    private readonly Simulation<Queue, Moment> _queue = new SingleServer(0.8).Simulate(nodes: 1);

    [Benchmark(OperationsPerInvoke = Customers)]
    public long SingleServerQueue()
    {
        // Each customer is two events, its arrival and its departure.
        _queue.Run(maxEvents: 2 * Customers);
        return _queue.State(0).Served;
    }

    public sealed record Queue(int InSystem, long Served);

    public enum What
    {
        Arrival,
        Departure,
    }

    public sealed record Moment(What What);

    private sealed class SingleServer(double load) : Protocol<Queue, Moment>
    {
        private static readonly Moment Arrival = new(What.Arrival);
        private static readonly Moment Departure = new(What.Departure);

        private readonly Delay _service = Delay.Exponential(1.Milliseconds());
        private readonly Delay _betweenArrivals = Delay.Exponential(Duration.FromMilliseconds(1 / load));

        public override Queue Start(NodeId self, Effects<Moment> effects)
        {
            effects.SetTimer(Arrival, _betweenArrivals);
            return new(0, 0);
        }

        public override Queue OnMessage(Queue state, NodeId self, NodeId from, Moment message, Effects<Moment> effects) => state;

        public override Queue OnTimer(Queue state, NodeId self, Moment timer, Effects<Moment> effects)
        {
            var inSystem = timer.What == What.Arrival ? state.InSystem + 1 : state.InSystem - 1;
            if (timer.What == What.Arrival)
                effects.SetTimer(Arrival, _betweenArrivals);
            // Whoever comes to an empty system is served at once; whoever leaves makes way for the next.
            if (timer.What == What.Arrival ? inSystem == 1 : inSystem > 0)
                effects.SetTimer(Departure, _service);
            return new(inSystem, state.Served + (timer.What == What.Departure ? 1 : 0));
        }
    }
}
