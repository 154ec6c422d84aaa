using DistLab.Protocols;
using DistLab.Time;

namespace DistLab.Core.Tests.Time;

/// <summary>The protocols' rules, driven by hand; what they do over a network is tested in the simulator.</summary>
public sealed class TimeProtocolTests
{
    private static readonly NodeId Server = 0;
    private static readonly NodeId Client = 1;
    private readonly Effects<TimeMessage> _effects = new(_ => 0);

    [Fact]
    public void A_server_that_stamps_on_sending_reads_its_clock_after_the_service()
    {
        var protocol = new CristianTimeProtocol { Service = 3.Milliseconds() };
        protocol.OnMessage(new(), Server, Client, new TimeMessage.Question(1), _effects);
        var timer = Only(EffectKind.SetTimer);
        protocol.OnTimer(new(), Server, timer.Message!, _effects);
        var occasion = Only(EffectKind.ReadClock);
        protocol.OnClock(new(), Server, occasion.Message!, Instant.FromMilliseconds(20), _effects);
        Assert.Equal(new TimeMessage.Answer(1, Instant.FromMilliseconds(20)), Only(EffectKind.Send).Message);
    }

    [Fact]
    public void A_server_that_stamps_on_receipt_reads_its_clock_before_the_service()
    {
        var protocol = new CristianTimeProtocol { Service = 3.Milliseconds(), Stamp = ServerStamp.OnReceipt };
        protocol.OnMessage(new(), Server, Client, new TimeMessage.Question(1), _effects);
        protocol.OnClock(new(), Server, Only(EffectKind.ReadClock).Message!, Instant.FromMilliseconds(20), _effects);
        protocol.OnTimer(new(), Server, Only(EffectKind.SetTimer).Message!, _effects);
        Assert.Equal(new TimeMessage.Answer(1, Instant.FromMilliseconds(20)), Only(EffectKind.Send).Message);
    }

    [Fact]
    public void The_shortest_of_several_round_trips_is_used_and_the_time_since_then_added()
    {
        var protocol = new CristianTimeProtocol { RoundTrips = 3, Minimum = 8.Milliseconds() };
        var state = protocol.Start(Client, _effects);
        _effects.Clear();
        state = RoundTrip(protocol, state, sent: 100, arrived: 122, stamp: 1_000);
        _effects.Clear();
        state = RoundTrip(protocol, state, sent: 200, arrived: 220, stamp: 1_100);
        _effects.Clear();
        RoundTrip(protocol, state, sent: 300, arrived: 325, stamp: 1_200);
        var effects = _effects.Recorded.ToArray();
        Assert.Equal(Instant.FromMilliseconds(1_215), effects.Single(e => e.Kind == EffectKind.SetClock).Reading);
        Assert.Equal(
            new ClockSetting(Instant.FromMilliseconds(1_215), 2.Milliseconds()),
            effects.Single(e => e.Kind == EffectKind.Output).Detail);
    }

    [Fact]
    public void A_second_copy_of_an_answer_does_not_count()
    {
        var protocol = new CristianTimeProtocol { RoundTrips = 2 };
        var state = RoundTrip(protocol, protocol.Start(Client, _effects), sent: 0, arrived: 10, stamp: 5);
        _effects.Clear();
        var copy = new TimeMessage.Answer(1, Instant.FromMilliseconds(5));
        Assert.Same(state, protocol.OnMessage(state, Client, Server, copy, _effects));
        Assert.Empty(_effects.Recorded.ToArray());
    }

    [Fact]
    public void A_lost_question_is_asked_anew_only_when_that_is_wanted()
    {
        var patient = new SynchronousTimeProtocol(1.Milliseconds(), 2.Milliseconds());
        Ask(patient, patient.Start(Client, _effects), 0);
        Assert.Equal(EffectKind.Send, _effects.Recorded[^1].Kind);
        _effects.Clear();
        var impatient = new SynchronousTimeProtocol(1.Milliseconds(), 2.Milliseconds()) { RetryAfter = 9.Milliseconds() };
        var state = Ask(impatient, impatient.Start(Client, _effects), 0);
        Assert.Equal(EffectKind.SetTimer, _effects.Recorded[^1].Kind);
        Assert.Equal(2, Ask(impatient, state, 9).Question);
    }

    [Fact]
    public void A_clock_that_may_drift_widens_the_bound()
    {
        var protocol = new CristianTimeProtocol { DriftBound = 1_000_000 };
        RoundTrip(protocol, protocol.Start(Client, _effects), sent: 0, arrived: 999, stamp: 500);
        var setting = (ClockSetting)_effects.Recorded.ToArray().Single(e => e.Kind == EffectKind.Output).Detail!;
        Assert.Equal(499.5.Milliseconds() + 1.Milliseconds() + new Duration(4), setting.Bound);
    }

    [Fact]
    public void Impossible_parameters_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new CristianTimeProtocol { RoundTrips = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new CristianTimeProtocol { Minimum = -1.Milliseconds() });
        Assert.Throws<ArgumentOutOfRangeException>(() => new CristianTimeProtocol { DriftBound = -1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new SynchronousTimeProtocol(2.Milliseconds(), 1.Milliseconds()));
    }

    private TimeState RoundTrip(TimeProtocol protocol, TimeState state, int sent, int arrived, int stamp)
    {
        state = Ask(protocol, state, sent);
        _effects.Clear();
        state = protocol.OnMessage(state, Client, Server, new TimeMessage.Answer(state.Question, Instant.FromMilliseconds(stamp)), _effects);
        var occasion = Only(EffectKind.ReadClock).Message!;
        return protocol.OnClock(state, Client, occasion, Instant.FromMilliseconds(arrived), _effects);
    }

    private TimeState Ask(TimeProtocol protocol, TimeState state, int sent)
    {
        _effects.Clear();
        state = protocol.OnTimer(state, Client, new TimeMessage.Ask(), _effects);
        return protocol.OnClock(state, Client, Only(EffectKind.ReadClock).Message!, Instant.FromMilliseconds(sent), _effects);
    }

    private Effect<TimeMessage> Only(EffectKind kind)
    {
        var effect = Assert.Single(_effects.Recorded.ToArray());
        Assert.Equal(kind, effect.Kind);
        _effects.Clear();
        return effect;
    }
}
