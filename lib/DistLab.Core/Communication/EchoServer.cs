using DistLab.Protocols;

namespace DistLab.Communication;

/// <summary>The simplest server of all: it gives back what it is given.</summary>
public sealed class EchoServer : Protocol<EchoServer.State, EchoServer.Echo>
{
    /// <summary>What a server remembers: nothing.</summary>
    public sealed record State;

    /// <summary>From a client: give this back.</summary>
    /// <param name="Request">By which number the client knows its request; the answer bears the same one.</param>
    /// <param name="Payload">Whatever it is.</param>
    public sealed record Echo(long Request, string Payload);

    /// <summary>The output: here it is again.</summary>
    /// <param name="Request">The number of the request.</param>
    /// <param name="Payload">What came with it.</param>
    public sealed record Echoed(long Request, string Payload);

    /// <inheritdoc/>
    public override State Start(NodeId self, Effects<Echo> effects) => new();

    /// <summary>On a request: answer it.</summary>
    /// <inheritdoc/>
    public override State OnMessage(State state, NodeId self, NodeId from, Echo message, Effects<Echo> effects)
    {
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(effects);
        effects.Output(new Echoed(message.Request, message.Payload));
        return state;
    }
}
