using DistLab.Checking;
using DistLab.Protocols;

namespace DistLab.Core.Tests.Checking.Models;

/// <summary>Mutual exclusion by totally ordered requests (Lamport 1978), as LamportMutex of the TLA+ examples has it.</summary>
internal sealed class LamportMutexSystem(int count) : ITransitionSystem<LamportMutexSystem.State>
{
    private static readonly Message Ack = new(Kind.Ack, 0);
    private static readonly Message Rel = new(Kind.Rel, 0);

    public enum Kind : byte
    {
        Req,
        Ack,
        Rel,
    }

    public readonly record struct Message(Kind Kind, int Clock);

    /// <summary>Tables of pairs, (p, q), stand row after row.</summary>
    public sealed record State(ValueList<int> Clock, ValueList<int> Req, ValueList<bool> Ack, ValueList<ValueList<Message>> Network, ValueList<bool> IsInside);

    public IEnumerable<State> Initial => [new(
        [.. Enumerable.Repeat(1, count)],
        [.. Enumerable.Repeat(0, count * count)],
        [.. Enumerable.Repeat(false, count * count)],
        [.. Enumerable.Repeat(ValueList<Message>.Empty, count * count)],
        [.. Enumerable.Repeat(false, count)])];

    public void Next(State state, Successors<State> next)
    {
        for (var p = 0; p < count; p++)
        {
            if (state.Req[At(p, p)] == 0)
                next.Add(Request(state, p), $"{p} requests");
            if (MayEnter(state, p))
                next.Add(state with { IsInside = state.IsInside.With(p, true) }, $"{p} enters");
            if (state.IsInside[p])
                next.Add(Exit(state, p), $"{p} exits");
            for (var q = 0; q < count; q++)
            {
                if (state.Network[At(q, p)] is [var message, ..])
                    next.Add(Receive(state, p, q, message), $"{p} receives {message.Kind} from {q}");
            }
        }
    }

    private State Request(State state, int p) => state with
    {
        Req = state.Req.With(At(p, p), state.Clock[p]),
        Network = Broadcast(state.Network, p, new(Kind.Req, state.Clock[p])),
        Ack = Acks(state.Ack, p, self: true),
    };

    private State Exit(State state, int p) => state with
    {
        IsInside = state.IsInside.With(p, false),
        Network = Broadcast(state.Network, p, Rel),
        Req = state.Req.With(At(p, p), 0),
        Ack = Acks(state.Ack, p, self: false),
    };

    private State Receive(State state, int p, int q, Message message)
    {
        var network = state.Network.With(At(q, p), state.Network[At(q, p)].RemoveFirst());
        return message.Kind switch
        {
            Kind.Req => state with
            {
                Req = state.Req.With(At(p, q), message.Clock),
                Clock = state.Clock.With(p, Math.Max(message.Clock, state.Clock[p]) + 1),
                Network = network.With(At(p, q), network[At(p, q)].Add(Ack)),
            },
            Kind.Ack => state with { Ack = state.Ack.With(At(p, q), true), Network = network },
            _ => state with { Req = state.Req.With(At(p, q), 0), Network = network },
        };
    }

    private bool MayEnter(State state, int p)
    {
        for (var q = 0; q < count; q++)
        {
            var (own, others) = (state.Req[At(p, p)], state.Req[At(p, q)]);
            if (!state.Ack[At(p, q)] || (q != p && others != 0 && (own > others || (own == others && p > q))))
                return false;
        }
        return true;
    }

    private ValueList<ValueList<Message>> Broadcast(ValueList<ValueList<Message>> network, int from, Message message) =>
        [.. network.Select((channel, at) => at / count == from && at % count != from ? channel.Add(message) : channel)];

    private ValueList<bool> Acks(ValueList<bool> acks, int p, bool self) =>
        [.. acks.Select((ack, at) => at / count == p ? self && at % count == p : ack)];

    private int At(int p, int q) => (p * count) + q;
}
