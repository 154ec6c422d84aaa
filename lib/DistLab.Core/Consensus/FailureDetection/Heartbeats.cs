using DistLab.Protocols;

namespace DistLab.Consensus;

/// <summary>P1 sends a heartbeat at a fixed interval; P0 watches it through a failure detector and outputs what it believes.</summary>
public sealed class Heartbeats : Protocol<HeartbeatState, HeartbeatMessage>
{
    private static readonly NodeId Watcher = 0;

    private readonly FailureDetector _detector;
    private readonly Duration _interval;

    /// <summary>A watcher with this detector.</summary>
    /// <param name="detector">The detector as it is at the start.</param>
    /// <param name="interval">The time between two heartbeats.</param>
    /// <exception cref="ArgumentOutOfRangeException">The interval is not above zero.</exception>
    public Heartbeats(FailureDetector detector, Duration interval)
    {
        ArgumentNullException.ThrowIfNull(detector);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(interval, Duration.Zero);
        (_detector, _interval) = (detector, interval);
    }

    /// <summary>The watcher looks at its clock; the other sets its timer.</summary>
    public override HeartbeatState Start(NodeId self, Effects<HeartbeatMessage> effects)
    {
        ArgumentNullException.ThrowIfNull(effects);
        if (self == Watcher)
        {
            effects.ReadClock(HeartbeatMessage.Started);
            return new() { Detector = _detector };
        }
        effects.SetTimer(HeartbeatMessage.Beat, _interval);
        return new();
    }

    /// <summary>On a heartbeat, the watcher looks at its clock.</summary>
    public override HeartbeatState OnMessage(HeartbeatState state, NodeId self, NodeId from, HeartbeatMessage message, Effects<HeartbeatMessage> effects)
    {
        ArgumentNullException.ThrowIfNull(effects);
        effects.ReadClock(message);
        return state;
    }

    /// <summary>The watcher hears a heartbeat at this time, and sets its timer to when it will trust no longer.</summary>
    public override HeartbeatState OnClock(HeartbeatState state, NodeId self, HeartbeatMessage occasion, Instant reading, Effects<HeartbeatMessage> effects)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(effects);
        var detector = occasion is HeartbeatMessage.Heartbeat heartbeat ? state.Detector!.Hear(heartbeat.Number, reading) : state.Detector!.StartingAt(reading);
        state = state with { Detector = detector };
        if (detector.Suspects(reading))
            return Believe(state, suspects: true, effects);
        effects.SetTimer(HeartbeatMessage.Expiry, detector.TrustsUntil - reading);
        return Believe(state, suspects: false, effects);
    }

    /// <summary>The watched node sends its next heartbeat; the watcher has heard nothing for too long.</summary>
    public override HeartbeatState OnTimer(HeartbeatState state, NodeId self, HeartbeatMessage timer, Effects<HeartbeatMessage> effects)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(effects);
        if (self == Watcher)
            return Believe(state, suspects: true, effects);
        effects.Send(Watcher, new HeartbeatMessage.Heartbeat(state.Sent + 1));
        effects.SetTimer(HeartbeatMessage.Beat, _interval);
        return state with { Sent = state.Sent + 1 };
    }

    private static HeartbeatState Believe(HeartbeatState state, bool suspects, Effects<HeartbeatMessage> effects)
    {
        if (state.Suspects == suspects)
            return state;
        effects.Output(suspects ? Suspicion.Suspected : Suspicion.Trusted);
        return state with { Suspects = suspects };
    }
}
