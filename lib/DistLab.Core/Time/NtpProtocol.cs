using DistLab.Protocols;
using DistLab.Simulation;

namespace DistLab.Time;

/// <summary>
/// The Network Time Protocol in outline: a node of stratum 1 has a clock that needs no setting; every other node asks its
/// servers again and again, filters each one's samples, selects among the servers, and steps or slews its own clock. Its
/// stratum is one more than that of its best server.
/// </summary>
/// <remarks>
/// RFC 5905: exchange (§8), clock filter (§10), selection (§11.2), and a simple frequency-locked discipline in place of the
/// standard's hybrid loop (§11.3); the poll interval is fixed, and nothing is authenticated. The filter works on the raw
/// hardware clock, so that its samples stay good while the clock is slewed.
/// </remarks>
public sealed class NtpProtocol : Protocol<NtpProtocol.State, NtpProtocol.Message>
{
    /// <summary>MAXSTRAT: the stratum of a node that does not know the time.</summary>
    public const int Unsynchronized = 16;

    private const int RateGain = 8;
    private static readonly Duration GreatestDistance = 1.Seconds();
    private static readonly Poll ThePoll = new();
    private static readonly Polling ThePolling = new();

    private readonly Func<NodeId, IEnumerable<NodeId>> _servers;

    /// <summary>A network of servers and clients.</summary>
    /// <param name="servers">Whom each node asks; a node that asks nobody is of stratum 1.</param>
    public NtpProtocol(Func<NodeId, IEnumerable<NodeId>> servers)
    {
        ArgumentNullException.ThrowIfNull(servers);
        _servers = servers;
    }

    /// <summary>How long it is from one poll of the servers to the next; by default 64 s, 2⁶ as the standard's shortest. The first eight come 2 s apart.</summary>
    public Duration Interval { get; init; } = 64.Seconds();

    /// <summary>How long a request is with a server; by default no time.</summary>
    public Delay Service { get; init; } = Delay.None;

    /// <summary>From which offset on the clock is stepped and not slewed; by default 128 ms.</summary>
    public Duration StepThreshold { get; init; } = 128.Milliseconds();

    /// <summary>Whether the sample with the shortest delay of eight is believed; otherwise the newest. By default true.</summary>
    public bool Filters { get; init; } = true;

    /// <summary>What a node remembers.</summary>
    /// <param name="Clock">The time that it shows.</param>
    /// <param name="Servers">What it knows of its servers.</param>
    /// <param name="Stratum">Its stratum.</param>
    /// <param name="RootDelay">The round trip to the source of its time.</param>
    /// <param name="RootDispersion">How far off it may be besides, at its last update.</param>
    /// <param name="Polls">How often it has asked.</param>
    /// <param name="AskedAt">When it asked last, by its hardware clock.</param>
    /// <param name="UpdatedAt">When the sample came by which it corrected its clock last, by its hardware clock; <c>null</c> before.</param>
    public sealed record State(
        SoftwareClock Clock, ValueList<NtpServerRecord> Servers, int Stratum, Duration RootDelay, Duration RootDispersion, int Polls, Instant AskedAt, Instant? UpdatedAt);

    /// <summary>What nodes send.</summary>
    public abstract record Message;

    /// <summary>Client to server: what time is it?</summary>
    /// <param name="Number">The number of the poll.</param>
    public sealed record Question(int Number) : Message
    {
        /// <inheritdoc/>
        public override string ToString() => "what time is it?";
    }

    /// <summary>Server to client: when the question came, when this answer left, and how good the server's time is.</summary>
    /// <param name="Number">The number of the poll.</param>
    /// <param name="Received">T2, by the server's clock.</param>
    /// <param name="Sent">T3, by the server's clock.</param>
    /// <param name="Stratum">The server's stratum.</param>
    /// <param name="RootDelay">The round trip from the server to the source of its time.</param>
    /// <param name="RootDispersion">How far off the server may be besides.</param>
    public sealed record Answer(int Number, Instant Received, Instant Sent, int Stratum, Duration RootDelay, Duration RootDispersion) : Message
    {
        /// <inheritdoc/>
        public override string ToString() => $"came {Received}, left {Sent}";
    }

    private sealed record Poll : Message;

    private sealed record Polling : Message;

    private sealed record Coming(NodeId Client, int Number) : Message;

    private sealed record Leaving(NodeId Client, int Number, Instant Received) : Message;

    private sealed record Arrived(NodeId Server, Answer Reply) : Message;

    /// <summary>The time that a node of a run shows now.</summary>
    public static Instant Read(Simulation<State, Message> run, NodeId node)
    {
        ArgumentNullException.ThrowIfNull(run);
        return run.State(node).Clock.Read(run.Clock(node).Read(run.Now));
    }

    /// <inheritdoc/>
    public override State Start(NodeId self, Effects<Message> effects)
    {
        ArgumentNullException.ThrowIfNull(effects);
        ValueList<NtpServerRecord> servers = [.. _servers(self).Select(server => new NtpServerRecord(server, NtpFilter.Empty, Unsynchronized, default, default))];
        if (servers.Count > 0)
            effects.SetTimer(ThePoll, Delay.None);
        return new(new(), servers, servers.Count == 0 ? 1 : Unsynchronized, default, default, 0, default, null);
    }

    /// <inheritdoc/>
    public override State OnMessage(State state, NodeId self, NodeId from, Message message, Effects<Message> effects)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(effects);
        if (message is Question question)
            effects.ReadClock(new Coming(from, question.Number));
        else if (message is Answer answer && answer.Number == state.Polls && answer.Stratum < Unsynchronized)
            effects.ReadClock(new Arrived(from, answer));
        return state;
    }

    /// <inheritdoc/>
    public override State OnTimer(State state, NodeId self, Message timer, Effects<Message> effects)
    {
        ArgumentNullException.ThrowIfNull(effects);
        effects.ReadClock(timer is Poll ? ThePolling : timer);
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
            case Coming coming:
                effects.SetTimer(new Leaving(coming.Client, coming.Number, state.Clock.Read(reading)), Service);
                return state;
            case Leaving leaving:
                effects.Send(leaving.Client, AnswerOf(state, leaving, reading));
                return state;
            case Arrived arrived:
                return Correct(Learn(state, arrived, reading), reading, effects);
            default:
                return state;
        }
    }

    private State Ask(State state, Instant now, Effects<Message> effects)
    {
        state = state with { Polls = state.Polls + 1, AskedAt = now };
        foreach (var server in state.Servers)
            effects.Send(server.Server, new Question(state.Polls));
        effects.SetTimer(ThePoll, state.Polls < NtpFilter.Stages ? 2.Seconds() : Interval);
        return state;
    }

    private static Answer AnswerOf(State state, Leaving leaving, Instant now)
    {
        var aged = state.UpdatedAt is { } updated ? NtpFilter.Aged(now - updated) : Duration.Zero;
        return new(leaving.Number, leaving.Received, state.Clock.Read(now), state.Stratum, state.RootDelay, state.RootDispersion + aged);
    }

    private static State Learn(State state, Arrived arrived, Instant now)
    {
        var place = 0;
        while (place < state.Servers.Count && state.Servers[place].Server != arrived.Server)
            place++;
        if (place == state.Servers.Count)
            return state;
        var reply = arrived.Reply;
        var filter = state.Servers[place].Filter;
        // A second copy of an answer tells nothing new.
        if (filter.Samples.Count > 0 && filter.Samples[0].At > state.AskedAt)
            return state;
        var sample = NtpSample.Of(new(state.AskedAt, reply.Received, reply.Sent, now));
        return state with
        {
            Servers = state.Servers.With(place, new(arrived.Server, filter.Add(sample), reply.Stratum, reply.RootDelay, reply.RootDispersion)),
        };
    }

    private State Correct(State state, Instant now, Effects<Message> effects)
    {
        var candidates = state.Servers.Where(server => server.Filter.Samples.Count > 0).Select(server => PeerOf(state, server, now));
        var survivors = NtpSelection.Cluster(NtpSelection.Truechimers([.. candidates.Where(peer => peer.RootDistance < GreatestDistance)]));
        if (survivors.Count == 0)
            return state;
        var best = state.Servers.Single(server => server.Server == survivors[0].Server);
        var sample = Believed(best.Filter);
        // By a sample that is older than the last correction, the same error would be corrected twice.
        if (state.UpdatedAt is { } updated && sample.At <= updated)
            return state;
        var offset = NtpSelection.Combine(survivors);
        var isStep = offset.Abs() > StepThreshold;
        var clock = Disciplined(state, offset, sample.At, now);
        clock = isStep ? clock.Step(now, offset) : clock.Slew(now, offset);
        effects.Output(new NtpUpdate(offset, isStep, best.Server, best.Stratum + 1, survivors[0].RootDistance));
        return state with
        {
            Clock = clock,
            Stratum = best.Stratum + 1,
            RootDelay = best.RootDelay + sample.Delay,
            RootDispersion = best.RootDispersion + best.Filter.Dispersion(now) + best.Filter.Jitter + (isStep ? Duration.Zero : offset.Abs()),
            UpdatedAt = sample.At,
        };
    }

    // What the clock has drifted since its last correction, beyond what was still to be slewed, is laid to its frequency, an eighth at a time.
    private SoftwareClock Disciplined(State state, Duration offset, Instant sampleAt, Instant now)
    {
        if (state.UpdatedAt is not { } updated || sampleAt - updated < Interval / 2 || offset.Abs() > StepThreshold)
            return state.Clock;
        var drifted = offset - state.Clock.Remaining(now);
        var error = (long)((Int128)drifted.Nanoseconds * 1_000_000_000 / (sampleAt - updated).Nanoseconds);
        return state.Clock.WithRate(now, state.Clock.RatePartsPerBillion + (error / RateGain));
    }

    private NtpPeer PeerOf(State state, NtpServerRecord server, Instant now)
    {
        var sample = Believed(server.Filter);
        var shown = state.Clock.Read(now) - now;
        var offset = sample.Offset + state.Clock.Rated(now - sample.At) - shown;
        return new(server.Server, server.Stratum, offset, server.RootDistance(sample, now), server.Filter.Jitter);
    }

    private NtpSample Believed(NtpFilter filter) => Filters ? filter.Best!.Value : filter.Samples[0];
}
