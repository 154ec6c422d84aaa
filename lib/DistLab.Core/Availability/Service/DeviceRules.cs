using DistLab.Protocols;
using static DistLab.Availability.ServiceMessage;

namespace DistLab.Availability;

/// <summary>The device: it sends what its users ask for, and does about failures what its design says.</summary>
internal sealed class DeviceRules(ServiceDesign design)
{
    private readonly DeviceDesign _device = design.Device;
    private readonly NodeId _receiver = design.Hub is null ? ServiceSystem.FirstServer : ServiceSystem.Hub;

    public ServiceState.Device Start(Effects<ServiceMessage> effects)
    {
        if (design.Load.Gap(0, 0) is { } gap)
            effects.SetTimer(Alarm.Arrival, gap);
        SetPhase(0, effects);
        return new(0, 0, ValueMap<int, ServiceState.PendingRequest>.Empty, _device.Budget, _device.Breaker);
    }

    public ServiceState.Device OnTimer(ServiceState.Device state, ServiceMessage timer, Effects<ServiceMessage> effects) => timer switch
    {
        Alarm { Kind: AlarmKind.Arrival } => Arrive(state, effects),
        Alarm { Kind: AlarmKind.Phase } => NextPhase(state, effects),
        Alarm => state with { Breaker = state.Breaker!.AfterWait() },
        Due { Kind: DueKind.Timeout } due => OnFailure(state, due.Number, due.Attempt, RequestOutcome.TimedOut, mayRepeat: false, 1, -1, effects),
        Due { Kind: DueKind.Retry } due => SendAgain(state, due.Number, effects),
        Due due => Hedge(state, due.Number, effects),
        _ => state,
    };

    public ServiceState.Device OnReply(ServiceState.Device state, Reply reply, Effects<ServiceMessage> effects)
    {
        var (id, attempt, tries) = (reply.To.Id, reply.To.Attempt, reply.To.Try);
        if (!_device.IsManaging)
        {
            effects.Output(new ServiceEvent.Ended(id, reply.Kind == ReplyKind.Done ? RequestOutcome.Succeeded : RequestOutcome.Failed, tries, reply.Server));
            return state;
        }
        if (reply.Kind != ReplyKind.Done)
            return OnFailure(state, id, attempt, RequestOutcome.Failed, mayRepeat: reply.Kind == ReplyKind.Refused, tries, reply.Server, effects);
        if (!state.Pending.Contains(id))
            return state;
        // An answer is welcome even if its attempt had been given up, as long as the user still waits.
        var pending = state.Pending[id];
        var next = End(state, id, pending, RequestOutcome.Succeeded, pending.Attempts + tries - 1, reply.Server, effects);
        return next with { Breaker = state.Breaker?.AfterSuccess(pending.Epoch) };
    }

    private ServiceState.Device Arrive(ServiceState.Device state, Effects<ServiceMessage> effects)
    {
        var id = state.Next;
        if (design.Load.Gap(state.Phase, id + 1) is { } gap)
            effects.SetTimer(Alarm.Arrival, gap);
        effects.Output(new ServiceEvent.Sent(id));
        var key = _device.Keys > 0 ? (ulong)effects.Choose(_device.Keys) : (ulong)id;
        var isIdempotent = _device.IdempotentPercent >= 100 || effects.Choose(100) < _device.IdempotentPercent;
        state = state with { Next = id + 1, Budget = state.Budget?.AfterRequest() };
        if (!_device.IsManaging)
        {
            effects.Send(_receiver, new Request(id, 1, 1, key, isIdempotent));
            return state;
        }
        var epoch = 0;
        if (state.Breaker is { } breaker)
        {
            (var mayPass, breaker) = breaker.Ask();
            (state, epoch) = (state with { Breaker = breaker }, breaker.Epoch);
            if (!mayPass)
            {
                effects.Output(new ServiceEvent.Ended(id, RequestOutcome.Failed, 0, -1));
                return state;
            }
        }
        if (_device.HedgeAfter is { } after)
            effects.SetTimer(new Due(DueKind.Hedge, id, 0), after);
        return SendAttempt(state, id, new(0, 0, key, isIdempotent, epoch), effects);
    }

    private ServiceState.Device SendAttempt(ServiceState.Device state, int id, ServiceState.PendingRequest pending, Effects<ServiceMessage> effects)
    {
        var attempt = pending.Attempts + 1;
        effects.Send(_receiver, new Request(id, attempt, 1, pending.Key, pending.IsIdempotent));
        if (_device.Timeout is { } timeout)
            effects.SetTimer(new Due(DueKind.Timeout, id, attempt), timeout);
        return state with { Pending = state.Pending.With(id, pending with { Attempts = attempt, Live = pending.Live | (1UL << attempt) }) };
    }

    private ServiceState.Device OnFailure(
        ServiceState.Device state, int id, int attempt, RequestOutcome outcome, bool mayRepeat, int tries, int server, Effects<ServiceMessage> effects)
    {
        if (!state.Pending.Contains(id) || (state.Pending[id].Live & (1UL << attempt)) == 0)
            return state;
        effects.CancelTimer(new Due(DueKind.Timeout, id, attempt));
        var pending = state.Pending[id] with { Live = state.Pending[id].Live & ~(1UL << attempt) };
        state = TellBreaker(state, pending.Epoch, effects);
        if (pending.Attempts < _device.Attempts && (mayRepeat || pending.IsIdempotent) && state.Budget?.Allows != false && state.Breaker is not { State: CircuitState.Open })
        {
            effects.SetTimer(new Due(DueKind.Retry, id, 0), _device.BackOff.Before(pending.Attempts + 1));
            return state with { Pending = state.Pending.With(id, pending), Budget = state.Budget?.AfterRetry() };
        }
        return pending.Live != 0
            ? state with { Pending = state.Pending.With(id, pending) }
            : End(state, id, pending, outcome, pending.Attempts + tries - 1, server, effects);
    }

    private ServiceState.Device TellBreaker(ServiceState.Device state, int epoch, Effects<ServiceMessage> effects)
    {
        if (state.Breaker is not { } before)
            return state;
        var after = before.AfterFailure(epoch);
        if (after.State == CircuitState.Open && before.State != CircuitState.Open)
            effects.SetTimer(Alarm.Circuit, _device.BreakerWait);
        return state with { Breaker = after };
    }

    private ServiceState.Device SendAgain(ServiceState.Device state, int id, Effects<ServiceMessage> effects) =>
        state.Pending.Contains(id) ? SendAttempt(state, id, state.Pending[id], effects) : state;

    private ServiceState.Device Hedge(ServiceState.Device state, int id, Effects<ServiceMessage> effects)
    {
        if (!state.Pending.Contains(id) || state.Pending[id] is not { Attempts: 1, IsIdempotent: true } pending || state.Budget?.Allows == false)
            return state;
        return SendAttempt(state with { Budget = state.Budget?.AfterRetry() }, id, pending, effects);
    }

    private ServiceState.Device End(
        ServiceState.Device state, int id, ServiceState.PendingRequest pending, RequestOutcome outcome, int attempts, int server, Effects<ServiceMessage> effects)
    {
        for (var attempt = 1; attempt <= pending.Attempts && _device.Timeout is not null; attempt++)
            effects.CancelTimer(new Due(DueKind.Timeout, id, attempt));
        if (_device.Attempts > 1)
            effects.CancelTimer(new Due(DueKind.Retry, id, 0));
        if (_device.HedgeAfter is not null)
            effects.CancelTimer(new Due(DueKind.Hedge, id, 0));
        effects.Output(new ServiceEvent.Ended(id, outcome, attempts, server));
        return state with { Pending = state.Pending.Without(id) };
    }

    private void SetPhase(int phase, Effects<ServiceMessage> effects)
    {
        var phases = design.Load.Phases;
        if (phases.Count > 0 && (design.Load.Repeats || phase < phases.Count - 1))
            effects.SetTimer(Alarm.Phase, phases[phase].Length);
    }

    // The time to the next request of a Poisson stream does not depend on how long one has waited already, and so it is drawn anew.
    private ServiceState.Device NextPhase(ServiceState.Device state, Effects<ServiceMessage> effects)
    {
        var phase = (state.Phase + 1) % design.Load.Phases.Count;
        SetPhase(phase, effects);
        if (design.Load.Gap(phase, state.Next) is { } gap)
            effects.SetTimer(Alarm.Arrival, gap);
        else
            effects.CancelTimer(Alarm.Arrival);
        return state with { Phase = phase };
    }
}
