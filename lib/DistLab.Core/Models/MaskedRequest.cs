using DistLab.Protocols;

namespace DistLab.Models;

/// <summary>
/// P0 asks P1 … Pn for the square of a number, and protects itself: it sends again, asks several, throws away what the checksum tells to
/// be disturbed, and believes an answer when enough servers give it.
/// </summary>
/// <remarks>
/// Coulouris et al., 5th ed., §2.4.2, "masking failures". With 2f + 1 servers of whom f + 1 must agree, f liars are outvoted. That is
/// enough since the client is one and honest; servers that must agree with each other need 3f + 1 (<see cref="Consensus.OralMessages"/>).
/// </remarks>
public sealed class MaskedRequest : Protocol<MaskedState, MaskedMessage>
{
    /// <summary>The number that is to be squared.</summary>
    public const int Number = 9;

    private static readonly NodeId Client = 0;
    private static readonly Delay Timeout = Delay.Constant(100.Milliseconds());

    /// <summary>A request that is protected so.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A number of the defence is below 1, or more servers must agree than there are.</exception>
    public MaskedRequest(Defence defence)
    {
        ArgumentNullException.ThrowIfNull(defence);
        ArgumentOutOfRangeException.ThrowIfLessThan(defence.Tries, 1, nameof(defence));
        ArgumentOutOfRangeException.ThrowIfLessThan(defence.Agreeing, 1, nameof(defence));
        ArgumentOutOfRangeException.ThrowIfLessThan(defence.Servers, defence.Agreeing, nameof(defence));
        Defence = defence;
    }

    /// <summary>How the client protects itself.</summary>
    public Defence Defence { get; }

    /// <summary>Client and servers.</summary>
    public int Nodes => Defence.Servers + 1;

    /// <inheritdoc/>
    public override MaskedState Start(NodeId self, Effects<MaskedMessage> effects)
    {
        var state = new MaskedState(0, ValueMap<NodeId, int>.Empty, null, false);
        return self == Client ? Ask(state, effects) : state;
    }

    /// <inheritdoc/>
    public override MaskedState OnMessage(MaskedState state, NodeId self, NodeId from, MaskedMessage message, Effects<MaskedMessage> effects)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(effects);
        if (Defence.Checksums && !message.IsWhole)
            return state;
        if (self == Client)
            return message.IsAnswer && state is { Believed: null, HasGivenUp: false } ? OnAnswer(state, from, message.Value, effects) : state;
        effects.Send(from, MaskedMessage.Answer(message.Value * message.Value));
        return state;
    }

    /// <summary>The client: ask those again that are silent, or give up.</summary>
    public override MaskedState OnTimer(MaskedState state, NodeId self, MaskedMessage timer, Effects<MaskedMessage> effects)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(effects);
        if (state.Asked < Defence.Tries)
            return Ask(state, effects);
        effects.Output("gives up");
        return state with { HasGivenUp = true };
    }

    private MaskedState Ask(MaskedState state, Effects<MaskedMessage> effects)
    {
        for (var server = 1; server <= Defence.Servers; server++)
        {
            if (!state.Answers.Contains(server))
                effects.Send(server, MaskedMessage.Question(Number));
        }
        effects.SetTimer(MaskedMessage.TimeIsOver, Timeout);
        return state with { Asked = state.Asked + 1 };
    }

    private MaskedState OnAnswer(MaskedState state, NodeId from, int value, Effects<MaskedMessage> effects)
    {
        var answers = state.Answers.With(from, value);
        if (answers.Count(answer => answer.Value == value) < Defence.Agreeing)
            return state with { Answers = answers };
        effects.CancelTimer(MaskedMessage.TimeIsOver);
        effects.Output(value);
        return state with { Answers = answers, Believed = value };
    }
}
