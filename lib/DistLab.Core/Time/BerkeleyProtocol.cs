using DistLab.Protocols;

namespace DistLab.Time;

/// <summary>
/// The Berkeley algorithm: the master, node 0, asks all clocks, allows for half a round trip, takes the mean of those that
/// agree, its own included, and tells each node by how much to adjust its clock. It sends a length and not a time, which would be
/// old on arrival. It synchronizes the group internally; nobody knows the right time.
/// </summary>
/// <remarks>Gusella and Zatti 1989; Coulouris et al., 5th ed., §14.3.3. A node outputs the <see cref="Duration"/> by which it adjusts its clock.</remarks>
public sealed class BerkeleyProtocol : Protocol<BerkeleyProtocol.State, BerkeleyProtocol.Message>
{
    private static readonly NodeId Master = 0;
    private static readonly Begin TheBegin = new();
    private static readonly Polling ThePolling = new();

    private readonly int _nodes;

    /// <summary>A master and the others.</summary>
    /// <param name="nodes">How many nodes there are, 2 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than two nodes.</exception>
    public BerkeleyProtocol(int nodes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(nodes, 2);
        _nodes = nodes;
    }

    /// <summary>How far two clocks that count in the mean may differ; by default any two count, a liar's too.</summary>
    public Duration? Tolerance { get; init; }

    /// <summary>How long the master waits for answers; what comes later does not count. By default 1 s.</summary>
    public Duration Patience { get; init; } = 1.Seconds();

    /// <summary>How long after a round the next begins; by default never.</summary>
    public Delay? Every { get; init; }

    /// <summary>What a node remembers; only the master remembers anything.</summary>
    /// <param name="Round">The number of the round.</param>
    /// <param name="AskedAt">When it began, by the master's clock.</param>
    /// <param name="Answers">Whose clock is how far ahead, as far as is known.</param>
    public sealed record State(int Round, Instant AskedAt, ValueList<Difference> Answers);

    /// <summary>How far a node's clock seems to be ahead of the master's.</summary>
    /// <param name="Node">Whose clock.</param>
    /// <param name="Ahead">How far; negative when behind.</param>
    public readonly record struct Difference(NodeId Node, Duration Ahead);

    /// <summary>What nodes send.</summary>
    public abstract record Message;

    /// <summary>Master to all: what do your clocks show?</summary>
    /// <param name="Round">The number of the round.</param>
    public sealed record Question(int Round) : Message
    {
        /// <inheritdoc/>
        public override string ToString() => "what does yours show?";
    }

    /// <summary>Node to master: mine shows this.</summary>
    /// <param name="Round">The number of the round.</param>
    /// <param name="Time">What the node's clock showed.</param>
    public sealed record Reading(int Round, Instant Time) : Message
    {
        /// <inheritdoc/>
        public override string ToString() => $"mine shows {Time}";
    }

    /// <summary>Master to node: adjust your clock.</summary>
    /// <param name="By">How far forward; negative sets it back.</param>
    public sealed record Adjust(Duration By) : Message
    {
        /// <inheritdoc/>
        public override string ToString() => $"adjust by {By}";
    }

    private sealed record Begin : Message;

    private sealed record Polling : Message;

    private sealed record TimeUp(int Round) : Message;

    private sealed record Answering(int Round) : Message;

    private sealed record Arrived(NodeId From, Reading Reading) : Message;

    /// <inheritdoc/>
    public override State Start(NodeId self, Effects<Message> effects)
    {
        ArgumentNullException.ThrowIfNull(effects);
        if (self == Master)
            effects.SetTimer(TheBegin, Delay.None);
        return new(0, default, []);
    }

    /// <inheritdoc/>
    public override State OnMessage(State state, NodeId self, NodeId from, Message message, Effects<Message> effects)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(effects);
        switch (message)
        {
            case Question question:
                effects.ReadClock(new Answering(question.Round));
                break;
            case Reading reading when reading.Round == state.Round && state.Answers.All(answer => answer.Node != from):
                effects.ReadClock(new Arrived(from, reading));
                break;
            case Adjust adjust:
                effects.ReadClock(adjust);
                break;
        }
        return state;
    }

    /// <inheritdoc/>
    public override State OnTimer(State state, NodeId self, Message timer, Effects<Message> effects)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(effects);
        if (timer is TimeUp)
            return Finish(state, effects);
        effects.ReadClock(ThePolling);
        return state;
    }

    /// <inheritdoc/>
    public override State OnClock(State state, NodeId self, Message occasion, Instant reading, Effects<Message> effects)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(effects);
        switch (occasion)
        {
            case Polling:
                return Ask(state, reading, effects);
            case Answering answering:
                effects.Send(Master, new Reading(answering.Round, reading));
                return state;
            case Arrived arrived:
                return Learn(state, arrived, reading, effects);
            case Adjust adjust:
                effects.SetClock(reading + adjust.By);
                effects.Output(adjust.By);
                return state;
            default:
                return state;
        }
    }

    private State Ask(State state, Instant now, Effects<Message> effects)
    {
        var round = state.Round + 1;
        for (var node = 1; node < _nodes; node++)
            effects.Send(node, new Question(round));
        effects.SetTimer(new TimeUp(round), Patience);
        return new(round, now, [new(Master, Duration.Zero)]);
    }

    // On arrival the reading is half a round trip old, as far as anybody can tell.
    private State Learn(State state, Arrived arrived, Instant now, Effects<Message> effects)
    {
        var roundTrip = now - state.AskedAt;
        state = state with { Answers = state.Answers.Add(new(arrived.From, arrived.Reading.Time + (roundTrip / 2) - now)) };
        return state.Answers.Count == _nodes ? Finish(state, effects) : state;
    }

    private State Finish(State state, Effects<Message> effects)
    {
        effects.CancelTimer(new TimeUp(state.Round));
        var round = BerkeleyRound.Of([.. state.Answers.Select(answer => answer.Ahead)], Tolerance);
        for (var i = 0; i < state.Answers.Count; i++)
            effects.Send(state.Answers[i].Node, new Adjust(round.Adjustments[i]));
        if (Every is not null)
            effects.SetTimer(TheBegin, Every);
        // Answers that come now are late.
        return new(state.Round + 1, state.AskedAt, []);
    }
}
