using DistLab.Protocols;

namespace DistLab.Replication;

/// <summary>
/// Data that only one node has: node 0 serves all requests, one after the other, and the other nodes pass on to it what their
/// clients ask. It is linearizable, because there is one copy, and it stands still while that copy's node is down.
/// </summary>
/// <remarks>
/// What replication is measured against: a replicated store must look like this one and stand still less often. Nothing is
/// asked twice, so that a request whose answer was lost may or may not have been served.
/// </remarks>
/// <typeparam name="TData">What node 0 keeps.</typeparam>
/// <typeparam name="TRequest">What a client can ask.</typeparam>
/// <typeparam name="TReply">What it is answered.</typeparam>
public abstract class CentralStore<TData, TRequest, TReply> : Protocol<CentralStore<TData, TRequest, TReply>.State, CentralStore<TData, TRequest, TReply>.Message>
    where TData : class
    where TRequest : class
    where TReply : class
{
    private static readonly NodeId Primary = 0;

    /// <summary>What a node remembers.</summary>
    /// <param name="Data">At node 0, the data; null elsewhere.</param>
    public sealed record State(TData? Data);

    /// <summary>What nodes and clients send.</summary>
    public abstract record Message;

    /// <summary>From a client to any node.</summary>
    /// <param name="Request">By which number the client knows its request; the answer bears the same one.</param>
    /// <param name="Content">What it asks.</param>
    public sealed record Ask(long Request, TRequest Content) : Message;

    /// <summary>From a node to node 0: a client of mine asks.</summary>
    /// <param name="Request">The number of the request, unique at the node.</param>
    /// <param name="Content">What it asks.</param>
    public sealed record PassOn(long Request, TRequest Content) : Message;

    /// <summary>From node 0: the answer for your client.</summary>
    /// <param name="Request">The number of the request.</param>
    /// <param name="Content">The answer.</param>
    public sealed record Served(long Request, TReply Content) : Message;

    /// <summary>The output: the answer.</summary>
    /// <param name="Request">The number of the request.</param>
    /// <param name="Content">The answer.</param>
    public sealed record Answer(long Request, TReply Content);

    /// <summary>The data at the start.</summary>
    protected abstract TData Empty { get; }

    /// <inheritdoc/>
    public sealed override State Start(NodeId self, Effects<Message> effects) => new(self == Primary ? Empty : null);

    /// <inheritdoc/>
    public sealed override State OnMessage(State state, NodeId self, NodeId from, Message message, Effects<Message> effects)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(effects);
        switch (message)
        {
            case Ask ask when state.Data is { } data:
                var (own, reply) = Serve(data, ask.Content);
                effects.Output(new Answer(ask.Request, reply));
                return new(own);
            case Ask ask:
                effects.Send(Primary, new PassOn(ask.Request, ask.Content));
                return state;
            case PassOn asked when state.Data is { } data:
                var (next, answer) = Serve(data, asked.Content);
                effects.Send(from, new Served(asked.Request, answer));
                return new(next);
            case Served served:
                effects.Output(new Answer(served.Request, served.Content));
                return state;
            default:
                return state;
        }
    }

    /// <inheritdoc/>
    public sealed override State? Durable(State state) => state;

    /// <summary>Serves one request.</summary>
    /// <returns>The data after it, and the answer.</returns>
    protected abstract (TData Data, TReply Reply) Serve(TData data, TRequest request);
}
