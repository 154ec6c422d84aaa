namespace DistLab.Checking;

/// <summary>
/// A call or its end, as it enters a history. A protocol that plays a client puts these out
/// (<c>effects.Output(HistoryEvent.Invoke(Call.Get("x")))</c>), and <see cref="History.FromTrace(Simulation.Trace)"/> reads them.
/// </summary>
public sealed record HistoryEvent
{
    private HistoryEvent(HistoryEventKind kind, Call? call, Value result)
    {
        (Kind, Call, Result) = (kind, call, result);
    }

    /// <summary>What happened.</summary>
    public HistoryEventKind Kind { get; }

    /// <summary>What was called; <c>null</c> unless it is a call.</summary>
    public Call? Call { get; }

    /// <summary>What was answered; nothing unless it is a return.</summary>
    public Value Result { get; }

    /// <summary>The operation that is under way is known not to have happened.</summary>
    public static HistoryEvent Fail { get; } = new(HistoryEventKind.Fail, null, default);

    /// <summary>Nobody knows what became of the operation that is under way.</summary>
    public static HistoryEvent Unknown { get; } = new(HistoryEventKind.Unknown, null, default);

    /// <summary>A call.</summary>
    public static HistoryEvent Invoke(Call call)
    {
        ArgumentNullException.ThrowIfNull(call);
        return new(HistoryEventKind.Invoke, call, default);
    }

    /// <summary>The return of the operation that is under way.</summary>
    public static HistoryEvent Return(Value result = default) => new(HistoryEventKind.Return, null, result);

    /// <summary>The event in words.</summary>
    public override string ToString() => Kind switch
    {
        HistoryEventKind.Invoke => Call!.ToString(),
        HistoryEventKind.Return => $"→ {Result}",
        HistoryEventKind.Fail => "failed",
        _ => "no answer",
    };
}
