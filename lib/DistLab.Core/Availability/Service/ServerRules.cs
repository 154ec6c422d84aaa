using DistLab.Protocols;
using static DistLab.Availability.ServiceMessage;

namespace DistLab.Availability;

/// <summary>A server: it does one request after the other, fails, and is repaired.</summary>
internal sealed class ServerRules(ServiceDesign design)
{
    public ServiceState.Server Start(Effects<ServiceMessage> effects)
    {
        if (design.TimeToFailure is { } failure)
            effects.SetTimer(Alarm.Failure, failure);
        return new(IsDown: false, IsCutOff: false);
    }

    public ServiceState.Server OnMessage(ServiceState.Server state, NodeId self, NodeId from, ServiceMessage message, Effects<ServiceMessage> effects)
    {
        switch (message)
        {
            case Request request when !state.IsUp || state.Line.Count >= design.Room:
                if (state.IsUp || !design.FailsSilently)
                    effects.Send(from, new Reply(request, ReplyKind.Refused, NumberOf(self)));
                return state;
            case Request request:
                if (state.Line.Count == 0)
                    Begin(request, effects);
                return state with { Line = state.Line.Add(request) };
            case Probe:
                if (state.IsUp || !design.FailsSilently)
                    effects.Send(from, new ProbeReply(state.IsUp));
                return state;
            case Connection connection:
                return Become(state, state with { IsCutOff = !connection.IsOn }, self, effects);
            default:
                return state;
        }
    }

    public ServiceState.Server OnTimer(ServiceState.Server state, NodeId self, ServiceMessage timer, Effects<ServiceMessage> effects)
    {
        switch (((Alarm)timer).Kind)
        {
            case AlarmKind.Completion:
                effects.Send(Sender, new Reply(state.Line.First, ReplyKind.Done, NumberOf(self)));
                var rest = state.Line.RemoveFirst();
                if (rest.Count > 0)
                    Begin(rest.First, effects);
                return state with { Line = rest };
            case AlarmKind.Failure:
                effects.SetTimer(Alarm.Repair, design.TimeToRepair);
                return Become(state, state with { IsDown = true }, self, effects);
            default:
                effects.SetTimer(Alarm.Failure, design.TimeToFailure!);
                return Become(state, state with { IsDown = false }, self, effects);
        }
    }

    private NodeId Sender => design.Hub is null ? ServiceSystem.Device : ServiceSystem.Hub;

    private static int NumberOf(NodeId self) => self.Index - ServiceSystem.FirstServer;

    private void Begin(Request request, Effects<ServiceMessage> effects)
    {
        effects.SetTimer(Alarm.Completion, design.Service);
        if (design.TellsBegun)
            effects.Output(new ServiceEvent.Begun(request.Id));
    }

    /// <summary>The server fails, is up again, or stays what it was. What it holds when it fails is lost.</summary>
    private ServiceState.Server Become(ServiceState.Server before, ServiceState.Server after, NodeId self, Effects<ServiceMessage> effects)
    {
        if (before.IsUp == after.IsUp)
            return after;
        effects.Output(after.IsUp ? ServiceEvent.Up.It : ServiceEvent.Down.It);
        if (after.IsUp || after.Line.Count == 0)
            return after;
        effects.CancelTimer(Alarm.Completion);
        if (!design.FailsSilently)
        {
            foreach (var request in after.Line.Items)
                effects.Send(Sender, new Reply(request, ReplyKind.Broken, NumberOf(self)));
        }
        return after with { Line = WaitingLine<Request>.Empty };
    }
}
