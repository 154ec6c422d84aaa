using System.Globalization;
using DistLab.Protocols;

namespace DistLab.Communication;

/// <summary>
/// Request and reply: clients invoke an operation of an account at a server, one invocation after another. The operation deposits 1,
/// so the balance tells how often it was executed.
/// </summary>
/// <remarks>
/// The request–reply protocol of Coulouris et al., 5th ed., §5.2: repeated requests, the filter of duplicates, and the history of
/// replies, of which one for each client suffices, for its next request acknowledges the last reply. The balance and
/// the clients' numbers are on stable storage; whether the history is too is up to the caller.
/// </remarks>
/// <param name="semantics">What an invocation promises.</param>
/// <param name="invocations">How many invocations each client makes, 1 or more.</param>
/// <param name="isHistoryDurable">Whether the server keeps the history of replies on stable storage too.</param>
/// <param name="patience">How long a client waits for a reply; 10 ms unless told.</param>
public sealed class RemoteInvocation(InvocationSemantics semantics, int invocations = 1, bool isHistoryDurable = true, Delay? patience = null)
    : Protocol<RemoteInvocation.State, RemoteInvocation.Message>
{
    private static readonly NodeId Server = 0;
    private static readonly Delay UsualPatience = Delay.Constant(10.Milliseconds());

    private readonly int _invocations = AtLeastOne(invocations);

    /// <summary>What a node remembers.</summary>
    public sealed record State
    {
        /// <summary>At a client: the number of its present invocation, from 1 on; one more than all when it is done.</summary>
        public int Number { get; init; }

        /// <summary>At the server: the account.</summary>
        public int Balance { get; init; }

        /// <summary>At the server: the last reply to each client, in case that it is lost.</summary>
        public ValueMap<NodeId, Reply> History { get; init; } = ValueMap<NodeId, Reply>.Empty;
    }

    /// <summary>What nodes send.</summary>
    public abstract record Message;

    /// <summary>Client to server: execute the operation.</summary>
    /// <param name="Number">Which of the client's invocations it is; together with the sender it identifies the request.</param>
    public sealed record Request(int Number) : Message
    {
        /// <inheritdoc/>
        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"deposit #{Number}");
    }

    /// <summary>Server to client: it was executed.</summary>
    /// <param name="Number">Which invocation.</param>
    /// <param name="Balance">The result: the balance after it.</param>
    public sealed record Reply(int Number, int Balance) : Message
    {
        /// <inheritdoc/>
        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"reply #{Number}: {Balance}");
    }

    /// <summary>The server executes an invocation.</summary>
    /// <param name="Client">Whose.</param>
    /// <param name="Number">Which of its invocations.</param>
    public sealed record Executed(NodeId Client, int Number);

    /// <summary>A client has its reply.</summary>
    /// <param name="Number">To which invocation.</param>
    public sealed record Answered(int Number);

    internal sealed record Timeout : Message
    {
        public override string ToString() => "no reply yet";
    }

    /// <summary>A client makes its first invocation; the server waits.</summary>
    /// <inheritdoc/>
    public override State Start(NodeId self, Effects<Message> effects) =>
        self == Server ? new() : Invoke(new() { Number = 1 }, effects);

    /// <summary>The server executes a request, unless it has the reply to it already; a client takes the reply that it waits for.</summary>
    /// <inheritdoc/>
    public override State OnMessage(State state, NodeId self, NodeId from, Message message, Effects<Message> effects) => message switch
    {
        Request request when IsDuplicate(request, from, state) => ReplyAgain(request, from, state, effects),
        Request request => Execute(request, from, state, effects),
        Reply reply when reply.Number == state.Number => Take(reply, state, effects),
        _ => state,
    };

    /// <summary>No reply came: ask again, or with <see cref="InvocationSemantics.Maybe"/> leave it at that.</summary>
    /// <inheritdoc/>
    public override State OnTimer(State state, NodeId self, Message timer, Effects<Message> effects) =>
        semantics == InvocationSemantics.Maybe ? Next(state, effects) : Invoke(state, effects);

    /// <inheritdoc/>
    public override State? Durable(State state) =>
        isHistoryDurable || state.Number > 0 ? state : new() { Balance = state.Balance };

    /// <summary>A client that comes back asks again, under the number that it had: under a new one it would be another invocation.</summary>
    /// <inheritdoc/>
    public override State OnRestart(State? durable, NodeId self, Effects<Message> effects) =>
        durable is null ? Start(self, effects)
        : self != Server && durable.Number <= _invocations ? Invoke(durable, effects)
        : durable;

    private bool IsDuplicate(Request request, NodeId from, State state) =>
        semantics == InvocationSemantics.AtMostOnce && state.History.Find(from) is { } last && request.Number <= last.Number;

    private static State ReplyAgain(Request request, NodeId from, State state, Effects<Message> effects)
    {
        var last = state.History[from];
        if (request.Number == last.Number)
            effects.Send(from, last);
        return state;
    }

    private static State Execute(Request request, NodeId from, State state, Effects<Message> effects)
    {
        var reply = new Reply(request.Number, state.Balance + 1);
        effects.Output(new Executed(from, request.Number));
        effects.Send(from, reply);
        return state with { Balance = reply.Balance, History = state.History.With(from, reply) };
    }

    private State Take(Reply reply, State state, Effects<Message> effects)
    {
        effects.CancelTimer(new Timeout());
        effects.Output(new Answered(reply.Number));
        return Next(state, effects);
    }

    private State Next(State state, Effects<Message> effects)
    {
        var next = state with { Number = state.Number + 1 };
        return next.Number <= _invocations ? Invoke(next, effects) : next;
    }

    private State Invoke(State state, Effects<Message> effects)
    {
        effects.Send(Server, new Request(state.Number));
        effects.SetTimer(new Timeout(), patience ?? UsualPatience);
        return state;
    }

    private static int AtLeastOne(int invocations)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(invocations, 1);
        return invocations;
    }
}
