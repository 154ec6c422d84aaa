namespace DistLab.Protocols;

/// <summary>Servers that follow one protocol, and clients that follow another: the first nodes are the servers, the others the clients.</summary>
/// <typeparam name="TServer">What a server remembers.</typeparam>
/// <typeparam name="TClient">What a client remembers.</typeparam>
/// <typeparam name="TMessage">What all of them send.</typeparam>
/// <param name="server">What servers follow.</param>
/// <param name="servers">How many servers there are.</param>
/// <param name="client">What clients follow.</param>
public sealed class ClientServer<TServer, TClient, TMessage>(Protocol<TServer, TMessage> server, int servers, Protocol<TClient, TMessage> client)
    : Protocol<ClientServer<TServer, TClient, TMessage>.State, TMessage>
    where TServer : class
    where TClient : class
    where TMessage : class
{
    /// <summary>What a node remembers.</summary>
    /// <param name="Server">If it is a server, what it remembers; null of a client.</param>
    /// <param name="Client">If it is a client, what it remembers; null of a server.</param>
    public sealed record State(TServer? Server, TClient? Client);

    /// <summary>How many servers there are: P0 and those that follow.</summary>
    public int Servers { get; } = servers;

    /// <inheritdoc/>
    public override State Start(NodeId self, Effects<TMessage> effects) =>
        IsServer(self) ? new(server.Start(self, effects), null) : new(null, client.Start(self, effects));

    /// <inheritdoc/>
    public override State OnMessage(State state, NodeId self, NodeId from, TMessage message, Effects<TMessage> effects) => IsServer(self)
        ? With(state, server.OnMessage(state.Server!, self, from, message, effects))
        : With(state, client.OnMessage(state.Client!, self, from, message, effects));

    /// <inheritdoc/>
    public override State OnTimer(State state, NodeId self, TMessage timer, Effects<TMessage> effects) => IsServer(self)
        ? With(state, server.OnTimer(state.Server!, self, timer, effects))
        : With(state, client.OnTimer(state.Client!, self, timer, effects));

    /// <inheritdoc/>
    public override State OnClock(State state, NodeId self, TMessage occasion, Instant reading, Effects<TMessage> effects) => IsServer(self)
        ? With(state, server.OnClock(state.Server!, self, occasion, reading, effects))
        : With(state, client.OnClock(state.Client!, self, occasion, reading, effects));

    /// <inheritdoc/>
    public override State? Durable(State state) => state switch
    {
        { Server: { } own } => server.Durable(own) is { } durable ? new(durable, null) : null,
        { Client: { } own } => client.Durable(own) is { } durable ? new(null, durable) : null,
        _ => null,
    };

    /// <inheritdoc/>
    public override State OnRestart(State? durable, NodeId self, Effects<TMessage> effects) => IsServer(self)
        ? new(server.OnRestart(durable?.Server, self, effects), null)
        : new(null, client.OnRestart(durable?.Client, self, effects));

    private bool IsServer(NodeId node) => node.Index < Servers;

    private static State With(State state, TServer next) => ReferenceEquals(next, state.Server) ? state : new(next, null);

    private static State With(State state, TClient next) => ReferenceEquals(next, state.Client) ? state : new(null, next);
}
