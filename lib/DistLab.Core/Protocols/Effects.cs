namespace DistLab.Protocols;

/// <summary>
/// Where a handler puts what its node does. The driver carries it out after the handler has returned, in order; a handler
/// that throws therefore leaves nothing half done, and durable state can be saved before a message leaves.
/// </summary>
public sealed class Effects<TMessage>(Func<int, int> choose)
    where TMessage : class
{
    private Effect<TMessage>[] _recorded = new Effect<TMessage>[8];
    private int _count;

    /// <summary>Whether the clock is read or set by what has been recorded; for drivers.</summary>
    public bool TouchesClock { get; private set; }

    /// <summary>What has been recorded since the last <see cref="Clear"/>, in order.</summary>
    public ReadOnlySpan<Effect<TMessage>> Recorded => _recorded.AsSpan(0, _count);

    /// <summary>Sends a message to a node; to itself, too, if it likes. It may be lost, late, or come twice.</summary>
    public void Send(NodeId to, TMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        Record(EffectKind.Send, to, message, null, default);
    }

    /// <summary>
    /// Sets a timer that is known by a message value. A timer of the same value that still runs is set anew.
    /// The delay is a distribution, not a sample: the simulator draws from it, the checker tries every order.
    /// </summary>
    public void SetTimer(TMessage timer, Delay delay)
    {
        ArgumentNullException.ThrowIfNull(timer);
        ArgumentNullException.ThrowIfNull(delay);
        Record(EffectKind.SetTimer, default, timer, delay, default);
    }

    /// <summary>Cancels the timer of this value; nothing happens if none runs.</summary>
    public void CancelTimer(TMessage timer)
    {
        ArgumentNullException.ThrowIfNull(timer);
        Record(EffectKind.CancelTimer, default, timer, null, default);
    }

    /// <summary>Tells the world outside something: a result, or that a critical section was entered.</summary>
    public void Output(object value)
    {
        ArgumentNullException.ThrowIfNull(value);
        Record(EffectKind.Output, default, null, value, default);
    }

    /// <summary>Reads the node's own clock; the reading comes at once, as <see cref="Protocol{TState, TMessage}.OnClock"/>.</summary>
    public void ReadClock(TMessage occasion)
    {
        ArgumentNullException.ThrowIfNull(occasion);
        TouchesClock = true;
        Record(EffectKind.ReadClock, default, occasion, null, default);
    }

    /// <summary>Sets the node's own clock.</summary>
    public void SetClock(Instant reading)
    {
        TouchesClock = true;
        Record(EffectKind.SetClock, default, null, null, reading);
    }

    /// <summary>One of 0 … n − 1: a draw in the simulator, every branch in the checker.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is nothing to choose from.</exception>
    public int Choose(int n)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(n, 1);
        return choose(n);
    }

    /// <summary>Forgets what was recorded; for drivers.</summary>
    public void Clear()
    {
        _count = 0;
        TouchesClock = false;
    }

    private void Record(EffectKind kind, NodeId to, TMessage? message, object? detail, Instant reading)
    {
        if (_count == _recorded.Length)
            Array.Resize(ref _recorded, _count * 2);
        ref var effect = ref _recorded[_count++];
        effect.Kind = kind;
        effect.To = to;
        effect.Message = message;
        effect.Detail = detail;
        effect.Reading = reading;
    }
}
