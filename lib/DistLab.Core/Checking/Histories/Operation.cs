using DistLab.Protocols;

namespace DistLab.Checking;

/// <summary>One operation of a history: who called what and when, and what came of it.</summary>
public sealed record Operation
{
    private Operation(int client, Call call, OperationOutcome outcome, Value result, Instant invoked, Instant? returned)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(client);
        ArgumentNullException.ThrowIfNull(call);
        if (returned < invoked)
            throw new ArgumentException($"{call} of client {client} returned at {returned}, before its call at {invoked}.", nameof(returned));
        (Client, Call, Outcome, Result, Invoked, ReturnedAt) = (client, call, outcome, result, invoked, returned);
    }

    /// <summary>Who called: a number from 0. A client has one operation at a time.</summary>
    public int Client { get; }

    /// <summary>What was called.</summary>
    public Call Call { get; }

    /// <summary>How it ended.</summary>
    public OperationOutcome Outcome { get; }

    /// <summary>What it answered; nothing unless it returned.</summary>
    public Value Result { get; }

    /// <summary>When it was called.</summary>
    public Instant Invoked { get; }

    /// <summary>When it returned or failed; <c>null</c> if no answer came.</summary>
    public Instant? ReturnedAt { get; }

    /// <summary>An operation that returned.</summary>
    /// <exception cref="ArgumentException">It returned before it was called.</exception>
    public static Operation Returned(int client, Call call, Value result, Instant invoked, Instant returned) =>
        new(client, call, OperationOutcome.Returned, result, invoked, returned);

    /// <summary>An operation that is known not to have happened.</summary>
    /// <exception cref="ArgumentException">It failed before it was called.</exception>
    public static Operation Failed(int client, Call call, Instant invoked, Instant failed) =>
        new(client, call, OperationOutcome.Failed, Value.Nil, invoked, failed);

    /// <summary>An operation without an answer: its client crashed or gave up waiting.</summary>
    public static Operation Unknown(int client, Call call, Instant invoked) =>
        new(client, call, OperationOutcome.Unknown, Value.Nil, invoked, null);

    /// <summary>Call and outcome, for example <c>get(x) → 1</c> or <c>put(x, 1), no answer</c>.</summary>
    public override string ToString() => Outcome switch
    {
        OperationOutcome.Returned => Result.IsNil && !Call.Argument.IsNil ? Call.ToString() : $"{Call} → {Result}",
        OperationOutcome.Failed => $"{Call}, failed",
        _ => $"{Call}, no answer",
    };
}
