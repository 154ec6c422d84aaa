using DistLab.Protocols;

namespace DistLab.Time;

/// <summary>
/// A time server at node 0, and every other node a client that asks it and sets its own clock. How a client works out what
/// to set is left to <see cref="SynchronousTimeProtocol"/> and <see cref="CristianTimeProtocol"/>. A client outputs each
/// <see cref="ClockSetting"/> at the instant at which it sets its clock.
/// </summary>
public abstract class TimeProtocol : Protocol<TimeState, TimeMessage>
{
    private protected static readonly NodeId Server = 0;
    private static readonly TimeMessage.Ask TheAsk = new();

    private protected TimeProtocol()
    {
    }

    /// <summary>How long a request is with the server; by default no time. The server serves all at once, nobody queues.</summary>
    public Delay Service { get; init; } = Delay.None;

    /// <summary>When the server reads its clock; by default as it sends the answer.</summary>
    public ServerStamp Stamp { get; init; } = ServerStamp.OnSending;

    /// <summary>How long after its start a client asks for the first time; by default at once.</summary>
    public Delay First { get; init; } = Delay.None;

    /// <summary>How long after setting its clock a client begins again; by default never.</summary>
    public Delay? Every { get; init; }

    /// <summary>How long a client waits for an answer before it asks anew; by default for ever.</summary>
    public Delay? RetryAfter { get; init; }

    /// <inheritdoc/>
    public sealed override TimeState Start(NodeId self, Effects<TimeMessage> effects)
    {
        if (self != Server)
            effects.SetTimer(TheAsk, First);
        return new();
    }

    /// <inheritdoc/>
    public sealed override TimeState OnMessage(TimeState state, NodeId self, NodeId from, TimeMessage message, Effects<TimeMessage> effects)
    {
        switch (message)
        {
            case TimeMessage.Question question when Stamp == ServerStamp.OnReceipt:
                effects.ReadClock(new TimeMessage.Stamping(from, question.Number));
                return state;
            case TimeMessage.Question question:
                effects.SetTimer(new TimeMessage.Serving(from, question.Number, null), Service);
                return state;
            case TimeMessage.Answer answer when answer.Number == state.Question:
                effects.ReadClock(new TimeMessage.Arrival(answer));
                return state;
            default:
                return state;
        }
    }

    /// <inheritdoc/>
    public sealed override TimeState OnTimer(TimeState state, NodeId self, TimeMessage timer, Effects<TimeMessage> effects)
    {
        switch (timer)
        {
            case TimeMessage.Ask:
                effects.ReadClock(new TimeMessage.Asking(state.Question + 1));
                return state;
            case TimeMessage.Serving { Stamp: { } stamp } serving:
                effects.Send(serving.Client, new TimeMessage.Answer(serving.Number, stamp));
                return state;
            case TimeMessage.Serving serving:
                effects.ReadClock(new TimeMessage.Stamping(serving.Client, serving.Number));
                return state;
            default:
                return state;
        }
    }

    /// <inheritdoc/>
    public sealed override TimeState OnClock(TimeState state, NodeId self, TimeMessage occasion, Instant reading, Effects<TimeMessage> effects)
    {
        switch (occasion)
        {
            case TimeMessage.Asking asking:
                effects.Send(Server, new TimeMessage.Question(asking.Number));
                if (RetryAfter is not null)
                    effects.SetTimer(TheAsk, RetryAfter);
                return state with { Question = asking.Number, AskedAt = reading };
            case TimeMessage.Stamping stamping when Stamp == ServerStamp.OnReceipt:
                effects.SetTimer(new TimeMessage.Serving(stamping.Client, stamping.Number, reading), Service);
                return state;
            case TimeMessage.Stamping stamping:
                effects.Send(stamping.Client, new TimeMessage.Answer(stamping.Number, reading));
                return state;
            case TimeMessage.Arrival arrival when arrival.Reply.Number == state.Question:
                effects.CancelTimer(TheAsk);
                // The question is over: a second copy of its answer must not count.
                return OnAnswer(state with { Question = state.Question + 1 }, arrival.Reply.Time, reading, effects);
            default:
                return state;
        }
    }

    private protected abstract TimeState OnAnswer(TimeState state, Instant serverTime, Instant reading, Effects<TimeMessage> effects);

    private protected static void AskAfter(Delay pause, Effects<TimeMessage> effects) => effects.SetTimer(TheAsk, pause);

    private protected TimeState SetClock(ClockSetting setting, TimeState state, Effects<TimeMessage> effects)
    {
        effects.SetClock(setting.Time);
        effects.Output(setting);
        if (Every is not null)
            AskAfter(Every, effects);
        return new TimeState { Question = state.Question };
    }
}
