using System.Globalization;
using DistLab.Checking;
using DistLab.Protocols;

namespace DistLab.Consensus;

/// <summary>
/// A client of a <see cref="RaftStore"/> that works without end: it asks, repeats what is not answered, at another server if need be,
/// and thinks before it asks again. Its calls and returns are outputs, from which a <see cref="History"/> is read.
/// </summary>
/// <remarks>Each value is written once only, so that a history shows who wrote what a get finds. Every other client reads mostly.</remarks>
public sealed class StoreClient : Protocol<StoreClient.State, RaftStore.Message>
{
    private static readonly Think TheThought = new();
    private static readonly Retry TheRetry = new();

    private readonly int _servers;
    private readonly int _keys;
    private readonly Delay _thinking;
    private readonly Delay _patience;

    /// <summary>A client.</summary>
    /// <param name="servers">How many servers there are: P0 and those that follow.</param>
    /// <param name="keys">How many keys it uses: the fewer, the more clients come into each other's way.</param>
    /// <param name="thinking">How long it thinks between an answer and the next request.</param>
    /// <param name="patience">How long it waits for an answer before it repeats a request.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no server, or no key.</exception>
    public StoreClient(int servers, int keys, Delay thinking, Delay patience)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(servers, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(keys, 1);
        ArgumentNullException.ThrowIfNull(thinking);
        ArgumentNullException.ThrowIfNull(patience);
        (_servers, _keys, _thinking, _patience) = (servers, keys, thinking, patience);
    }

    /// <summary>What a client remembers.</summary>
    /// <param name="Serial">The number of its last request.</param>
    /// <param name="Asked">The request that waits for an answer, if any.</param>
    /// <param name="Server">Whom it asks.</param>
    /// <param name="Seen">What it wrote or read last, by which it guesses in a compare-and-set.</param>
    public sealed record State(long Serial, StoreCommand? Asked, NodeId Server, string Seen);

    /// <inheritdoc/>
    public override State Start(NodeId self, Effects<RaftStore.Message> effects) => ThinkThenAsk(new(0, null, 0, ""), effects);

    /// <summary>Its numbers go on after a crash; what it had asked it never hears of.</summary>
    public override State? Durable(State state)
    {
        ArgumentNullException.ThrowIfNull(state);
        return new(state.Serial, null, 0, "");
    }

    /// <inheritdoc/>
    public override State OnRestart(State? durable, NodeId self, Effects<RaftStore.Message> effects) =>
        durable is null ? Start(self, effects) : ThinkThenAsk(durable, effects);

    /// <inheritdoc/>
    public override State OnMessage(State state, NodeId self, NodeId from, RaftStore.Message message, Effects<RaftStore.Message> effects)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(effects);
        switch (message)
        {
            case RaftStore.ClientReply reply when state.Asked is { } asked && reply.Serial == state.Serial:
                effects.CancelTimer(TheRetry);
                effects.Output(HistoryEvent.Return(Result(asked, reply.Result)));
                return ThinkThenAsk(state with { Asked = null, Seen = Learned(asked, reply.Result) ?? state.Seen }, effects);
            case RaftStore.NotLeader { Leader: { } leader } turnedAway when state.Asked is not null && turnedAway.Serial == state.Serial && leader != state.Server:
                return Ask(state with { Server = leader }, self, effects);
            default:
                return state;
        }
    }

    /// <inheritdoc/>
    public override State OnTimer(State state, NodeId self, RaftStore.Message timer, Effects<RaftStore.Message> effects)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(effects);
        if (timer is Retry)
            return Ask(state with { Server = (state.Server.Index + 1) % _servers }, self, effects);
        var command = Choose(state, self, effects);
        effects.Output(HistoryEvent.Invoke(CallOf(command)));
        return Ask(state with { Serial = state.Serial + 1, Asked = command }, self, effects);
    }

    private State ThinkThenAsk(State state, Effects<RaftStore.Message> effects)
    {
        effects.SetTimer(TheThought, _thinking);
        return state;
    }

    private State Ask(State state, NodeId self, Effects<RaftStore.Message> effects)
    {
        effects.Send(state.Server, new RaftStore.ClientRequest(self.Index, state.Serial, state.Asked!));
        effects.SetTimer(TheRetry, _patience);
        return state;
    }

    private StoreCommand Choose(State state, NodeId self, Effects<RaftStore.Message> effects)
    {
        var key = ((char)('a' + effects.Choose(_keys))).ToString();
        var value = string.Create(CultureInfo.InvariantCulture, $"{self.Index}.{state.Serial + 1};");
        return effects.Choose(self.Index % 2 == 0 ? 10 : 60) switch
        {
            < 2 => new StoreCommand.Put(key, value),
            < 4 => new StoreCommand.Append(key, value),
            4 => new StoreCommand.CompareAndSet(key, state.Seen, value),
            5 => new StoreCommand.Delete(key),
            _ => new StoreCommand.Get(key),
        };
    }

    private static Call CallOf(StoreCommand command) => command switch
    {
        StoreCommand.Put put => Call.Put(put.Key, put.Value),
        StoreCommand.Append append => Call.Append(append.Key, append.Value),
        StoreCommand.CompareAndSet set => Call.CompareAndSet(set.Key, set.Expected, set.Value),
        StoreCommand.Delete => new("delete", command.Key, Value.Nil),
        _ => Call.Get(command.Key),
    };

    private static Value Result(StoreCommand command, StoreResult result) => command switch
    {
        StoreCommand.Get => result.Value,
        StoreCommand.CompareAndSet or StoreCommand.Delete => result.IsDone,
        _ => Value.Nil,
    };

    private static string? Learned(StoreCommand command, StoreResult result) => command switch
    {
        StoreCommand.Put put => put.Value,
        StoreCommand.CompareAndSet { Value: var value } when result.IsDone => value,
        _ => result.Value,
    };

    private sealed record Think : RaftStore.Message
    {
        public override string ToString() => "think";
    }

    private sealed record Retry : RaftStore.Message
    {
        public override string ToString() => "retry";
    }
}
