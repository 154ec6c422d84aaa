using DistLab.Checking;
using DistLab.Protocols;
using DistLab.Simulation;

namespace DistLab.Communication;

/// <summary>What remote invocations promise, measured over a network that loses messages, and searched for the run that breaks it.</summary>
public static class InvocationExperiment
{
    /// <summary>The name of the property that no invocation is executed more than once.</summary>
    public const string NotTwice = "no invocation is executed twice";

    /// <summary>The name of the property that, when nothing is left to happen, every invocation was executed.</summary>
    public const string NotNever = "every invocation is executed";

    /// <summary>One client makes invocations over a network that loses messages; every message takes 1 ms.</summary>
    /// <param name="semantics">What an invocation promises.</param>
    /// <param name="invocations">How many, 1 or more.</param>
    /// <param name="loss">Which share of all messages is lost, 0 … 1; 1 only with <see cref="InvocationSemantics.Maybe"/>, for the others would never end.</param>
    /// <param name="seed">What all chance follows from.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    public static InvocationReport Run(InvocationSemantics semantics, int invocations = 1_000, double loss = 0.1, ulong seed = 1)
    {
        if (!(loss >= 0 && (loss < 1 || (loss == 1 && semantics == InvocationSemantics.Maybe))))
            throw new ArgumentOutOfRangeException(nameof(loss), loss, "The share of lost messages is from 0 to below 1; who repeats until a reply comes would never end otherwise.");
        var run = new RemoteInvocation(semantics, invocations)
            .Simulate(nodes: 2, seed, new Link(Delay.Constant(1.Milliseconds())) { Loss = loss }, Trace.KeepAll());
        run.Run();
        var executed = new int[invocations + 1];
        foreach (var row in run.Trace)
        {
            if (row.Content is RemoteInvocation.Executed one)
                executed[one.Number]++;
        }
        return new(semantics, invocations, run.Trace.Count(row => row.Kind == TraceKind.Send),
            executed.Skip(1).Count(times => times == 0), executed.Count(times => times == 1), executed.Count(times => times > 1), run.State(0).Balance);
    }

    /// <summary>All three semantics under the same loss.</summary>
    /// <inheritdoc cref="Run"/>
    public static IReadOnlyList<InvocationReport> Compare(int invocations = 1_000, double loss = 0.1, ulong seed = 1) =>
        [.. Enum.GetValues<InvocationSemantics>().Select(semantics => Run(semantics, invocations, loss, seed))];

    /// <summary>A check of every order of events, losses, copies and crashes of a client's two invocations.</summary>
    /// <param name="semantics">What an invocation promises.</param>
    /// <param name="losses">How many messages may be lost.</param>
    /// <param name="duplications">How many messages the network may double.</param>
    /// <param name="crashes">How often the server may crash, to come back with what it has on stable storage.</param>
    /// <param name="isHistoryDurable">Whether the history of replies is on stable storage.</param>
    public static ProtocolCheck<RemoteInvocation.State, RemoteInvocation.Message, ValueList<int>> Check(
        InvocationSemantics semantics, int losses = 1, int duplications = 0, int crashes = 0, bool isHistoryDurable = true) =>
        new RemoteInvocation(semantics, invocations: 2, isHistoryDurable)
            .Check(nodes: 2, losses, duplications, crashes, timeouts: losses + crashes + 1)
            .AfterCrash(AfterCrash.Restarts).FindAll()
            .Observe<ValueList<int>>([0, 0], (executed, _, output) => output is RemoteInvocation.Executed one ? executed.With(one.Number - 1, executed[one.Number - 1] + 1) : executed)
            .Always(NotTwice, state => state.History.All(times => times <= 1))
            // A client whose timer still runs would ask again, if the search let more timers run out.
            .WhenQuiet(NotNever, state => state.Timers(1).Count > 0 || state.History.All(times => times > 0));
}
