using DistLab.LoadBalancing;
using DistLab.Protocols;
using static DistLab.Availability.ServiceMessage;

namespace DistLab.Availability;

/// <summary>The hub: it chooses a healthy server for every request, tries another one when that is safe, and finds out who is healthy.</summary>
internal sealed class HubRules(ServiceDesign design)
{
    private readonly HubDesign _hub = design.Hub ?? new();
    private readonly Delay? _tryTimeout = design.Hub?.TryTimeout is { } timeout ? Delay.Constant(timeout) : null;

    public ServiceState.Hub Start(Effects<ServiceMessage> effects)
    {
        if (design.Hub is not null && _hub.Failure is { } failure)
            effects.SetTimer(Alarm.Failure, failure);
        return Fresh(effects);
    }

    public ServiceState.Hub OnMessage(ServiceState.Hub state, NodeId from, ServiceMessage message, Effects<ServiceMessage> effects) => message switch
    {
        Request request when state.IsDown => Refuse(state, request, effects),
        Request request => Pass(state, request, except: -1, effects),
        Reply when state.IsDown => state,
        Reply reply => OnReply(state, reply, effects),
        ProbeReply probed when !state.IsDown => OnProbed(state, from.Index - ServiceSystem.FirstServer, probed.IsWell, effects),
        _ => state,
    };

    public ServiceState.Hub OnTimer(ServiceState.Hub state, ServiceMessage timer, Effects<ServiceMessage> effects)
    {
        if (timer is Alarm alarm)
            return alarm.Kind == AlarmKind.Failure ? Fail(state, effects) : Recover(effects);
        var due = (Due)timer;
        if (state.IsDown)
            return state;
        switch (due.Kind)
        {
            case DueKind.Probe:
                effects.Send(design.NodeOf(due.Number), new Probe());
                effects.SetTimer(due, _hub.Check!.Interval);
                effects.SetTimer(new Due(DueKind.NoProbeReply, due.Number, 0), _hub.Check.Timeout);
                return state;
            case DueKind.NoProbeReply:
                return OnProbed(state, due.Number, isWell: false, effects);
            case DueKind.Readmission:
                return Judge(state, state with { Results = state.Results.With(due.Number, default) }, due.Number, effects);
            default:
                return OnTryTimeout(state, KeyOf(due.Number, due.Attempt), effects);
        }
    }

    private ServiceState.Hub Fresh(Effects<ServiceMessage> effects)
    {
        if (design.Hub is not null && _hub.Check is { } check)
        {
            // Each server's probes begin at a time of its own, so that they do not come all at once.
            for (var server = 0; server < design.Servers; server++)
                effects.SetTimer(new Due(DueKind.Probe, server, 0), Delay.Uniform(Duration.Zero, check.Interval));
        }
        ValueList<ServerHealth> healthy = [.. new ServerHealth[design.Servers]];
        return new(false, 0, [.. new int[design.Servers]], healthy, healthy, ValueMap<long, ServiceState.PendingTry>.Empty);
    }

    private static ServiceState.Hub Refuse(ServiceState.Hub state, Request request, Effects<ServiceMessage> effects)
    {
        effects.Send(ServiceSystem.Device, new Reply(request, ReplyKind.Refused, -1));
        return state;
    }

    /// <summary>Sends a request to a healthy server, if any; if none has room, it waits in line.</summary>
    private ServiceState.Hub Pass(ServiceState.Hub state, Request request, int except, Effects<ServiceMessage> effects)
    {
        Span<ServerLoad> candidates = design.Servers <= 64 ? stackalloc ServerLoad[design.Servers] : new ServerLoad[design.Servers];
        var (count, isAnyHealthy) = (0, false);
        for (var server = 0; server < candidates.Length; server++)
        {
            if (server == except || !state.Trusts(server))
                continue;
            isAnyHealthy = true;
            if (state.Outstanding[server] < (_hub.AtOnce ?? int.MaxValue))
                candidates[count++] = new(server, state.Outstanding[server]);
        }
        if (!isAnyHealthy)
            return Refuse(state, request, effects);
        if (count == 0)
            return state with { Waiting = state.Waiting.Add(request) };
        var chosen = candidates[_hub.Policy.Choose(candidates[..count], state.Turn, request.Key, effects.Choose)].Server;
        effects.Send(design.NodeOf(chosen), request);
        var next = state with { Turn = state.Turn + 1, Outstanding = state.Outstanding.With(chosen, state.Outstanding[chosen] + 1) };
        if (_tryTimeout is null)
            return next;
        effects.SetTimer(new Due(DueKind.Try, request.Id, request.Attempt), _tryTimeout);
        return next with { Pending = next.Pending.With(KeyOf(request.Id, request.Attempt), new(request, chosen)) };
    }

    private ServiceState.Hub OnReply(ServiceState.Hub state, Reply reply, Effects<ServiceMessage> effects)
    {
        if (_tryTimeout is not null)
        {
            // Whose time was over, has been counted already, and perhaps sent elsewhere.
            var key = KeyOf(reply.To.Id, reply.To.Attempt);
            if (!state.Pending.Contains(key) || state.Pending[key].Request.Try != reply.To.Try)
                return state;
            effects.CancelTimer(new Due(DueKind.Try, reply.To.Id, reply.To.Attempt));
            state = state with { Pending = state.Pending.Without(key) };
        }
        state = Settle(state, reply.Server, reply.Kind == ReplyKind.Done, effects);
        if (reply.Kind != ReplyKind.Done && TriesAgain(reply.To, isSafe: reply.Kind == ReplyKind.Refused))
            return NextInLine(Pass(state, reply.To with { Try = reply.To.Try + 1 }, except: reply.Server, effects), effects);
        effects.Send(ServiceSystem.Device, reply);
        return NextInLine(state, effects);
    }

    private ServiceState.Hub OnTryTimeout(ServiceState.Hub state, long key, Effects<ServiceMessage> effects)
    {
        if (!state.Pending.Contains(key))
            return state;
        var (request, server) = state.Pending[key];
        state = Settle(state with { Pending = state.Pending.Without(key) }, server, isGood: false, effects);
        if (TriesAgain(request, isSafe: false))
            return NextInLine(Pass(state, request with { Try = request.Try + 1 }, except: server, effects), effects);
        effects.Send(ServiceSystem.Device, new Reply(request, ReplyKind.Broken, server));
        return NextInLine(state, effects);
    }

    /// <summary>Whether a request may go to another server: one that can harm when done twice only if it was not begun.</summary>
    private bool TriesAgain(Request request, bool isSafe) => request.Try < _hub.Tries && (isSafe || request.IsIdempotent || _hub.ResendsAll);

    /// <summary>A server owes one answer less, and its result counts for passive detection.</summary>
    private ServiceState.Hub Settle(ServiceState.Hub state, int server, bool isGood, Effects<ServiceMessage> effects)
    {
        var next = state with { Outstanding = state.Outstanding.With(server, Math.Max(0, state.Outstanding[server] - 1)) };
        if (_hub.EjectAfter is not { } fall || state.Results[server].IsDown)
            return next;
        var result = state.Results[server].After(isGood, fall, rise: 1);
        if (result == state.Results[server])
            return next;
        if (result.IsDown)
            effects.SetTimer(new Due(DueKind.Readmission, server, 0), _hub.EjectFor);
        return Judge(state, next with { Results = next.Results.With(server, result) }, server, effects);
    }

    private ServiceState.Hub OnProbed(ServiceState.Hub state, int server, bool isWell, Effects<ServiceMessage> effects)
    {
        effects.CancelTimer(new Due(DueKind.NoProbeReply, server, 0));
        var probed = state.Probes[server].After(isWell, _hub.Check!.Fall, _hub.Check.Rise);
        return probed == state.Probes[server] ? state : Judge(state, state with { Probes = state.Probes.With(server, probed) }, server, effects);
    }

    /// <summary>Tells when a server is taken for down, or healthy again; then there is room for those that wait.</summary>
    private ServiceState.Hub Judge(ServiceState.Hub before, ServiceState.Hub after, int server, Effects<ServiceMessage> effects)
    {
        if (before.Trusts(server) == after.Trusts(server))
            return after;
        effects.Output(after.Trusts(server) ? new ServiceEvent.Readmitted(server) : new ServiceEvent.Ejected(server));
        return NextInLine(after, effects);
    }

    private ServiceState.Hub NextInLine(ServiceState.Hub state, Effects<ServiceMessage> effects)
    {
        while (state.Waiting.Count > 0)
        {
            var rest = state with { Waiting = state.Waiting.RemoveFirst() };
            var next = Pass(rest, state.Waiting.First, except: -1, effects);
            if (next.Waiting.Count == state.Waiting.Count)
                return state;
            state = next;
        }
        return state;
    }

    private ServiceState.Hub Fail(ServiceState.Hub state, Effects<ServiceMessage> effects)
    {
        effects.SetTimer(Alarm.Repair, _hub.Repair);
        effects.Output(ServiceEvent.Down.It);
        return state with { IsDown = true, Waiting = WaitingLine<Request>.Empty };
    }

    // It has forgotten all, as a process does that is started anew.
    private ServiceState.Hub Recover(Effects<ServiceMessage> effects)
    {
        effects.SetTimer(Alarm.Failure, _hub.Failure!);
        effects.Output(ServiceEvent.Up.It);
        return Fresh(effects);
    }

    private static long KeyOf(int id, int attempt) => ((long)id << 8) | (uint)attempt;
}
