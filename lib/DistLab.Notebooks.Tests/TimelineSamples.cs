using DistLab.Checking;
using DistLab.Protocols;
using DistLab.Simulation;

namespace DistLab.Notebooks.Tests;

/// <summary>Histories with and without an order, as a notebook's chapters have them.</summary>
internal static class TimelineSamples
{
    public static readonly Call Read = Call.Read();

    /// <summary>A read answers what had been written over before it was called.</summary>
    public static ConsistencyVerdict Stale => Linearizability.Check(
        History.Of(
            Done(0, Call.Write(1), Value.Nil, 0, 20),
            Done(1, Read, 1, 12, 30),
            Done(0, Call.Write(2), Value.Nil, 34, 52),
            Done(1, Read, 2, 44, 60),
            Done(2, Read, 1, 66, 82),
            Done(0, Call.Write(3), Value.Nil, 84, 96)),
        new RegisterModel(0));

    /// <summary>The same with an order, and with a write that got no answer and one that failed.</summary>
    public static ConsistencyVerdict Ordered => Linearizability.Check(
        History.Of(
            Done(0, Call.Write(1), Value.Nil, 0, 20),
            Done(1, Read, 0, 5, 30),
            Operation.Unknown(2, Call.Write(2), At(25)),
            Done(1, Read, 2, 44, 60),
            Operation.Failed(0, Call.Write(9), At(50), At(62)),
            Done(0, Read, 2, 70, 82)),
        new RegisterModel(0));

    /// <summary>A run in which P1 was down, P2 paused, the network cut in two, and a link in one direction.</summary>
    public static Trace Faults => new SampleTrace()
        .Row(10, TraceKind.Crash, 1).Row(40, TraceKind.Restart, 1)
        .Row(30, TraceKind.Pause, 2).Row(48, TraceKind.Resume, 2)
        .Row(55, TraceKind.Partition, NodeId.Outside, Fault.Partition([0], [1, 2])).Row(75, TraceKind.Heal, NodeId.Outside).Done();

    /// <summary>Many clients and keys, from a seed; with a stale read at the end or without.</summary>
    public static History Long(int clients, int operations, bool isStale, int seed = 1)
    {
        var random = new RandomStream((ulong)seed);
        var held = new Dictionary<int, int>();
        var list = new List<Operation>();
        var free = new long[clients];
        for (var number = 1; number <= operations; number++)
        {
            var client = random.NextBelow(clients);
            var key = random.NextBelow(3);
            var from = Math.Max(free[client], number * 1_000_000L);
            var to = from + 200_000 + (long)(random.NextDouble() * 700_000);
            free[client] = to + 1;
            var isWrite = random.NextBool(0.5) || !held.ContainsKey(key);
            if (isWrite)
                held[key] = number;
            list.Add(isWrite ? Operation.Returned(client, Call.Put($"k{key}", number), Value.Nil, new(from), new(to)) : Operation.Returned(client, Call.Get($"k{key}"), held[key], new(from), new(to)));
        }
        var end = free.Max() + 1_000_000;
        if (isStale)
            list.Add(Operation.Returned(0, Call.Get("k1"), -1, new(end), new(end + 500_000)));
        return History.Of(list);
    }

    public static Operation Done(int client, Call call, Value result, double from, double to) => Operation.Returned(client, call, result, At(from), At(to));

    public static Instant At(double milliseconds) => Instant.FromMilliseconds(milliseconds);
}
