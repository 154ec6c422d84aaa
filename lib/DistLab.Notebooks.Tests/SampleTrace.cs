using DistLab.Coordination;
using DistLab.Protocols;
using DistLab.Simulation;

namespace DistLab.Notebooks.Tests;

/// <summary>Traces written by hand, in any order, and random ones.</summary>
internal sealed class SampleTrace
{
    private readonly List<TraceRow> _rows = [];
    private long _messages;

    public sealed record Request;

    public sealed record Grant(int Number);

    public sealed record HeartbeatMessage;

    public sealed record AppendEntries(int Term, int Index);

    public sealed record TimeoutTimer;

    public SampleTrace Row(double at, TraceKind kind, NodeId node, object? content = null)
    {
        _rows.Add(new(Instant.FromMilliseconds(at), kind, node, NodeId.Outside, 0, content));
        return this;
    }

    public SampleTrace Message(NodeId from, double sent, NodeId to, double received, object? content = null)
    {
        Send(from, sent, to, content ?? new Request());
        return End(TraceKind.Receive, from, to, received, content ?? new Request());
    }

    public SampleTrace Lost(NodeId from, double sent, NodeId to, double at, object? content = null)
    {
        Send(from, sent, to, content ?? new Request());
        return End(TraceKind.Lost, from, to, at, content ?? new Request());
    }

    public SampleTrace Send(NodeId from, double sent, NodeId to, object? content = null)
    {
        _rows.Add(new(Instant.FromMilliseconds(sent), TraceKind.Send, from, to, ++_messages, content ?? new Request()));
        return this;
    }

    /// <summary>A second copy of the message just sent.</summary>
    public SampleTrace Copy(NodeId from, double sent, NodeId to, double received, object? content = null)
    {
        _rows.Add(new(Instant.FromMilliseconds(sent), TraceKind.Duplicate, from, to, ++_messages, content ?? new Request()));
        return End(TraceKind.Receive, from, to, received, content ?? new Request());
    }

    public SampleTrace Corrupted(NodeId from, double sent, NodeId to, double received, object content, object became)
    {
        Send(from, sent, to, content);
        _rows.Add(new(Instant.FromMilliseconds(sent), TraceKind.Corrupt, from, to, _messages, became));
        return End(TraceKind.Receive, from, to, received, became);
    }

    public SampleTrace FromOutside(NodeId to, double received, object? content = null)
    {
        _rows.Add(new(Instant.FromMilliseconds(received), TraceKind.Receive, to, NodeId.Outside, ++_messages, content ?? new Request()));
        return this;
    }

    /// <summary>The trace, in order of time; rows of one instant in the order in which they were given.</summary>
    public Trace Done(int? keepLast = null)
    {
        var trace = keepLast is { } capacity ? Trace.KeepLast(capacity) : Trace.KeepAll();
        foreach (var row in _rows.Select((row, i) => (row, i)).OrderBy(pair => pair.row.At.Nanoseconds).ThenBy(pair => pair.i))
            trace.Add(row.row);
        return trace;
    }

    /// <summary>A run with everything in it: ties, losses, copies, messages to oneself, crashes, cuts and critical sections.</summary>
    public static Trace Random(int seed)
    {
        var random = new Random(seed);
        var nodes = random.Next(1, 9);
        var sample = new SampleTrace();
        for (var node = 0; node < nodes; node++)
            sample.Row(0, TraceKind.Start, node);
        object[] contents = [new Request(), new Grant(1), new HeartbeatMessage(), new AppendEntries(3, 7), "hello", CriticalSectionEvent.Requested];
        var at = 0.0;
        for (var i = random.Next(5, 60); i > 0; i--)
        {
            // Whole milliseconds now and then, so that things happen at the same instant.
            at = random.Next(3) == 0 ? Math.Ceiling(at) : at + (random.NextDouble() * random.Next(1, 5));
            var (node, peer) = (random.Next(nodes), random.Next(nodes));
            var content = contents[random.Next(contents.Length)];
            var arrival = node == peer ? at : at + 1 + random.Next(12);
            switch (random.Next(12))
            {
                case 0: sample.Lost(node, at, peer, arrival, content); break;
                case 1: sample.Message(node, at, peer, arrival, content).Copy(node, at, peer, arrival + 2, content); break;
                case 2: sample.Row(at, TraceKind.Timer, node, new TimeoutTimer()); break;
                case 3: sample.Row(at, TraceKind.Output, node, CriticalSectionEvent.Entered).Row(at + 5, TraceKind.Output, node, CriticalSectionEvent.Exited); break;
                case 4: sample.Row(at, TraceKind.ReadClock, node, Instant.FromMilliseconds(at + 0.123456)); break;
                case 5: sample.FromOutside(node, at, content); break;
                default: sample.Message(node, at, peer, arrival, content); break;
            }
        }
        sample.Row(at / 3, TraceKind.Crash, nodes - 1).Row(at / 2, TraceKind.Restart, nodes - 1).Row(at * 0.9, TraceKind.Crash, 0);
        sample.Row(at * 0.4, TraceKind.Partition, NodeId.Outside, Fault.Partition([[0], [1, 2]])).Row(at * 0.7, TraceKind.Heal, NodeId.Outside, Fault.Heal);
        return sample.Done();
    }

    private SampleTrace End(TraceKind kind, NodeId from, NodeId to, double at, object content)
    {
        _rows.Add(new(Instant.FromMilliseconds(at), kind, to, from, _messages, content));
        return this;
    }
}
