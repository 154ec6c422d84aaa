using DistLab.Checking;
using DistLab.Protocols;
using static DistLab.Core.Tests.Checking.Models.PaxosMessage;

namespace DistLab.Core.Tests.Checking.Models;

/// <summary>
/// A register by single-decree Paxos (Lamport 2001), in the form that Stateright's example made a yardstick: servers 0, 1, 2, and
/// clients that each write once and then read once. A leader counts itself as having promised and accepted.
/// </summary>
/// <param name="clients">How many clients there are; nodes 3, 4, ….</param>
/// <param name="heedsAccepted">Whether a leader takes up what was accepted before; a mutant does not.</param>
internal sealed class Paxos(int clients, bool heedsAccepted = true) : Protocol<PaxosState, PaxosMessage>
{
    private const int Servers = 3;
    private const int Majority = 2;

    public int Nodes => Servers + clients;

    /// <summary>What the clients have seen, told apart as finely as Stateright's example does.</summary>
    public static LinearizabilityTester<Value> Seen { get; } = new(new RegisterModel());

    public static LinearizabilityTester<Value> After(LinearizabilityTester<Value> seen, NodeId client, object output) =>
        output is HistoryEvent { Call: { } call } ? seen.Invoke(client.Index, call) : seen.Return(client.Index, ((HistoryEvent)output).Result);

    public override PaxosState Start(NodeId self, Effects<PaxosMessage> effects)
    {
        if (self.Index < Servers)
            return new PaxosState.Server();
        var value = (char)('A' + self.Index - Servers);
        effects.Output(HistoryEvent.Invoke(Call.Write(value.ToString())));
        effects.Send(self.Index % Servers, new Put(self.Index, value));
        return new PaxosState.Client(self.Index, 1);
    }

    public override PaxosState OnMessage(PaxosState state, NodeId self, NodeId from, PaxosMessage message, Effects<PaxosMessage> effects) => state switch
    {
        PaxosState.Client client => OnAnswer(client, self, message, effects),
        PaxosState.Server { IsDecided: true } server => OnMessageWhenDecided(server, from, message, effects),
        _ => OnMessage((PaxosState.Server)state, self, from, message, effects),
    };

    private static PaxosState.Client OnAnswer(PaxosState.Client state, NodeId self, PaxosMessage message, Effects<PaxosMessage> effects)
    {
        switch (message)
        {
            case PutOk put when put.Request == state.Awaiting:
                effects.Output(HistoryEvent.Return());
                effects.Output(HistoryEvent.Invoke(Call.Read()));
                var request = (state.Operations + 1) * self.Index;
                effects.Send((self.Index + state.Operations) % Servers, new Get(request));
                return new(request, state.Operations + 1);
            case GetOk get when get.Request == state.Awaiting:
                effects.Output(HistoryEvent.Return(get.Value.ToString()));
                return new(null, state.Operations + 1);
            default:
                return state;
        }
    }

    private static PaxosState.Server OnMessageWhenDecided(PaxosState.Server state, NodeId from, PaxosMessage message, Effects<PaxosMessage> effects)
    {
        if (message is Get get)
            effects.Send(from, new GetOk(get.Request, state.Accepted!.Proposal.Value));
        return state;
    }

    private PaxosState.Server OnMessage(PaxosState.Server state, NodeId self, NodeId from, PaxosMessage message, Effects<PaxosMessage> effects)
    {
        switch (message)
        {
            case Put put when state.Proposal is null:
                var ballot = new Ballot(state.Ballot.Round + 1, self);
                Broadcast(self, new Prepare(ballot), effects);
                return state with
                {
                    Proposal = new(put.Request, from, put.Value),
                    Ballot = ballot,
                    Promised = [self],
                    Last = ValueList<Accepted?>.Empty.Add(null).Add(null).Add(null).With(self.Index, state.Accepted),
                    HaveAccepted = [],
                };
            case Prepare prepare when state.Ballot.CompareTo(prepare.Ballot) < 0:
                effects.Send(from, new Promise(prepare.Ballot, state.Accepted));
                return state with { Ballot = prepare.Ballot };
            case Promise promise when promise.Ballot == state.Ballot:
                return OnPromise(state with { Promised = state.Promised.Add(from), Last = state.Last.With(from.Index, promise.Last) }, self, effects);
            case Accept accept when state.Ballot.CompareTo(accept.Ballot) <= 0:
                effects.Send(from, new HaveAccepted(accept.Ballot));
                return state with { Ballot = accept.Ballot, Accepted = new(accept.Ballot, accept.Proposal) };
            case HaveAccepted accepted when accepted.Ballot == state.Ballot:
                return OnAccepted(state with { HaveAccepted = state.HaveAccepted.Add(from) }, self, effects);
            case Decided decided:
                return state with { Ballot = decided.Ballot, Accepted = new(decided.Ballot, decided.Proposal), IsDecided = true };
            default:
                return state;
        }
    }

    private PaxosState.Server OnPromise(PaxosState.Server state, NodeId self, Effects<PaxosMessage> effects)
    {
        if (state.Promised.Count != Majority)
            return state;
        var last = heedsAccepted ? state.Last.Where(accepted => accepted is not null).MaxBy(accepted => accepted!.Ballot) : null;
        var proposal = last?.Proposal ?? state.Proposal!;
        Broadcast(self, new Accept(state.Ballot, proposal), effects);
        return state with { Proposal = proposal, Accepted = new(state.Ballot, proposal), HaveAccepted = state.HaveAccepted.Add(self) };
    }

    private static PaxosState.Server OnAccepted(PaxosState.Server state, NodeId self, Effects<PaxosMessage> effects)
    {
        if (state.HaveAccepted.Count != Majority)
            return state;
        var proposal = state.Proposal!;
        Broadcast(self, new Decided(state.Ballot, proposal), effects);
        effects.Send(proposal.Client, new PutOk(proposal.Request));
        return state with { IsDecided = true };
    }

    private static void Broadcast(NodeId self, PaxosMessage message, Effects<PaxosMessage> effects)
    {
        for (var server = 0; server < Servers; server++)
        {
            if (server != self.Index)
                effects.Send(server, message);
        }
    }
}
