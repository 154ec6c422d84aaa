using DistLab.Coordination;
using DistLab.Protocols;
using DistLab.Time;
using static DistLab.Availability.HubMessage;

namespace DistLab.Availability;

/// <summary>
/// Hubs of which one is active and has the service's address; the others watch it and elect another one by the bully algorithm when it falls silent, as
/// routers do with a virtual address. The nodes 0, 1, … are hubs, of which the last is preferred; the node after them is the device.
/// </summary>
/// <remarks>
/// Where messages are late, a hub that lives is taken for dead, and then two are active until they hear of each other. The device believes whoever announced
/// itself last, and each of its requests goes to one hub only: two active hubs do no harm as long as they need not agree on anything. Compare VRRP (RFC 9568).
/// </remarks>
/// <example><code>
/// new RedundantHubs(hubs: 2, beat: 500.Milliseconds()).Run(300.Seconds(), seed: 1).Figures.Availability
/// </code></example>
public class RedundantHubs : Protocol<HubState, HubMessage>
{
    private readonly BullyElection _election;
    private readonly Delay _beat;
    private readonly Delay _silence;
    private readonly Delay _timeToFailure;
    private readonly Delay _timeToRepair;
    private readonly Delay? _gap;

    /// <summary>Hubs that fail and are repaired.</summary>
    /// <param name="hubs">How many there are, 2 … 64.</param>
    /// <param name="beat">How often the active one shows that it is alive.</param>
    /// <param name="missed">After how many missing signs it is taken for dead, 1 … 100: silence for so many times the beat, and half of one more.</param>
    /// <param name="timeToFailure">How long a hub runs; by default exponential with a mean of 60 s.</param>
    /// <param name="timeToRepair">How long its repair takes; by default exponential with a mean of 6 s.</param>
    /// <param name="requestsPerSecond">How many requests users send in a second.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    public RedundantHubs(int hubs, Duration beat, int missed = 2, Delay? timeToFailure = null, Delay? timeToRepair = null, double requestsPerSecond = 10)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(beat, Duration.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(missed, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(missed, 100);
        if (!(requestsPerSecond >= 0 && double.IsFinite(requestsPerSecond)))
            throw new ArgumentOutOfRangeException(nameof(requestsPerSecond), requestsPerSecond, "A rate is zero or more requests in a second.");
        Hubs = hubs;
        _election = new(hubs, beat);
        (_beat, _silence) = (beat, (beat * missed) + (beat / 2));
        _timeToFailure = timeToFailure ?? Delay.Exponential(60.Seconds());
        _timeToRepair = timeToRepair ?? Delay.Exponential(6.Seconds());
        _gap = requestsPerSecond > 0 ? Delay.Exponential(Duration.FromSeconds(1 / requestsPerSecond)) : null;
        LongestDetectionTime = _silence.Maximum;
    }

    /// <summary>How many hubs there are.</summary>
    public int Hubs { get; }

    /// <summary>How long the others wait at most, after a hub has failed, until they take it for dead.</summary>
    public Duration LongestDetectionTime { get; }

    /// <inheritdoc/>
    public override HubState Start(NodeId self, Effects<HubMessage> effects)
    {
        ArgumentNullException.ThrowIfNull(effects);
        if (self.Index == Hubs)
        {
            if (_gap is not null)
                effects.SetTimer(Alarm.Arrival, _gap);
            return new HubState.Device(Hubs - 1, 0);
        }
        effects.SetTimer(Alarm.Failure, _timeToFailure);
        var election = Elect(effects, inner => _election.Start(self, inner));
        return Settle(new(election, IsDown: false, IsActive: false), self, effects);
    }

    /// <inheritdoc/>
    public override HubState OnMessage(HubState state, NodeId self, NodeId from, HubMessage message, Effects<HubMessage> effects)
    {
        ArgumentNullException.ThrowIfNull(effects);
        switch (state, message)
        {
            case (HubState.Device device, Mine):
                return device with { Address = from };
            case (HubState.Device device, Told(var id, var isDone)):
                effects.Output(new ServiceEvent.Ended(id, isDone ? RequestOutcome.Succeeded : RequestOutcome.Failed, 1, from.Index));
                return device;
            case (HubState.Hub hub, Ask(var id)):
                effects.Send(from, new Told(id, IsDone: hub is { IsDown: false, IsActive: true }));
                return hub;
            case (HubState.Hub { IsDown: false } hub, Vote(var vote)):
                return Settle(hub with { Election = Elect(effects, inner => _election.OnMessage(hub.Election, self, from, vote, inner)) }, self, effects);
            case (HubState.Hub { IsDown: false } hub, Alive):
                return OnAlive(hub, self, from, effects);
            default:
                return state;
        }
    }

    /// <inheritdoc/>
    public override HubState OnTimer(HubState state, NodeId self, HubMessage timer, Effects<HubMessage> effects)
    {
        ArgumentNullException.ThrowIfNull(effects);
        if (state is HubState.Device device)
            return Arrive(device, effects);
        var hub = (HubState.Hub)state;
        if (timer is Vote(var vote))
            return hub.IsDown ? hub : Settle(hub with { Election = Elect(effects, inner => _election.OnTimer(hub.Election, self, vote, inner)) }, self, effects);
        switch (((Alarm)timer).Kind)
        {
            case AlarmKind.Failure:
                return Fail(hub, effects);
            case AlarmKind.Repair:
                effects.SetTimer(Alarm.Failure, _timeToFailure);
                effects.Output(ServiceEvent.Up.It);
                return Settle(new(Elect(effects, inner => _election.OnRestart(null, self, inner)), IsDown: false, IsActive: false), self, effects);
            case AlarmKind.Beat:
                return Beat(hub, self, effects);
            default:
                return Settle(hub with { Election = Elect(effects, inner => _election.OnMessage(hub.Election, self, NodeId.Outside, ElectionMessage.Begin, inner)) }, self, effects);
        }
    }

    /// <summary>Whether an active hub gives way to another one that shows itself active: to one with a greater number.</summary>
    protected virtual bool GivesWay(NodeId self, NodeId other) => other.Index > self.Index;

    private static BullyElection.State Elect(Effects<HubMessage> effects, Func<Effects<ElectionMessage>, BullyElection.State> handle) =>
        InnerEffects.Run<BullyElection.State, ElectionMessage, HubMessage>(effects, handle, message => new Vote(message), message => new Vote(message));

    /// <summary>The active hub is alive. If this one is active, too, one of them was taken for dead for being late, and now one of them gives way.</summary>
    private HubState.Hub OnAlive(HubState.Hub hub, NodeId self, NodeId from, Effects<HubMessage> effects)
    {
        if (!hub.IsActive)
        {
            effects.SetTimer(Alarm.Silence, _silence);
            return hub;
        }
        if (GivesWay(self, from))
            return Settle(hub with { Election = hub.Election with { Leader = from.Index, Failed = hub.Election.Failed.Remove(from) } }, self, effects);
        effects.Send(Hubs, Mine.It);
        effects.Send(from, Alive.It);
        return hub;
    }

    private HubState.Device Arrive(HubState.Device device, Effects<HubMessage> effects)
    {
        effects.SetTimer(Alarm.Arrival, _gap!);
        effects.Output(new ServiceEvent.Sent(device.Next));
        effects.Send(device.Address, new Ask(device.Next));
        return device with { Next = device.Next + 1 };
    }

    /// <summary>Whoever is elected takes the address and shows that it is alive; whoever is not gives it up and listens.</summary>
    private HubState.Hub Settle(HubState.Hub hub, NodeId self, Effects<HubMessage> effects)
    {
        var isElected = hub.Election.Leader == self.Index;
        if (isElected == hub.IsActive)
        {
            if (!isElected && hub.Election.Leader is not null)
                effects.SetTimer(Alarm.Silence, _silence);
            return hub;
        }
        if (!isElected)
        {
            effects.CancelTimer(Alarm.Beat);
            effects.SetTimer(Alarm.Silence, _silence);
            return hub with { IsActive = false };
        }
        effects.CancelTimer(Alarm.Silence);
        effects.Send(Hubs, Mine.It);
        return Beat(hub with { IsActive = true }, self, effects);
    }

    private HubState.Hub Beat(HubState.Hub hub, NodeId self, Effects<HubMessage> effects)
    {
        for (var other = 0; other < Hubs; other++)
        {
            if (other != self.Index)
                effects.Send(other, Alive.It);
        }
        effects.SetTimer(Alarm.Beat, _beat);
        return hub;
    }

    private HubState.Hub Fail(HubState.Hub hub, Effects<HubMessage> effects)
    {
        effects.CancelTimer(Alarm.Beat);
        effects.CancelTimer(Alarm.Silence);
        effects.SetTimer(Alarm.Repair, _timeToRepair);
        effects.Output(ServiceEvent.Down.It);
        return hub with { IsDown = true, IsActive = false };
    }
}
