using DistLab.Protocols;
using DistLab.Simulation;

namespace DistLab.Systems;

/// <summary>
/// Drives a protocol at one node, on a thread of its own: takes what waits, has the protocol handle it, event by event, makes
/// the durable state safe, and only then lets messages and outputs go. Events that wait together share one flush.
/// </summary>
internal sealed class NodeLoop<TState, TMessage>
    where TState : class
    where TMessage : class
{
    private const int MostReadingsAtOnce = 1_000;
    private const int MostStepsAtOnce = 256;
    private const int MostWaiting = 16_384;

    private readonly Protocol<TState, TMessage> _protocol;
    private readonly NodeLife _life;
    private readonly INodePort<TMessage> _port;
    private readonly DurableState<TState>? _durable;
    private readonly INodeObserver? _observer;
    private readonly Mailbox<NodeEvent<TMessage>> _mailbox = new(MostWaiting);
    private readonly NodeTimers<TMessage> _timers = new();
    private readonly Queue<NodeEvent<TMessage>> _toSelf = new();
    private readonly Effects<TMessage> _effects;
    private readonly RandomStream _delays;
    private readonly TaskCompletionSource _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly long[] _clock;
    private long[]? _clockNow;
    private Instant _now;
    private TState? _state;
    private TState? _released;
    private long _number;
    private int _unreleased;

    public NodeLoop(Protocol<TState, TMessage> protocol, NodeLife life, INodePort<TMessage> port, DurableState<TState>? durable, INodeObserver? observer)
    {
        _protocol = protocol;
        _life = life;
        _port = port;
        _durable = durable;
        _observer = observer;
        var random = new RandomStream(life.Seed).Derive((ulong)life.Self.Index).Derive((ulong)life.Number);
        _delays = random.Derive("timers");
        var choices = random.Derive("choices");
        _effects = new(choices.NextBelow);
        _number = life.FirstNumber;
        _clock = new long[life.Nodes];
        _clock[life.Self.Index] = life.StepsBefore;
    }

    /// <summary>Done when the loop was stopped; failed when the protocol or the disk did.</summary>
    public Task Completion => _completion.Task;

    /// <summary>The state after the last event; for calls on the node's thread.</summary>
    public TState? State => _state;

    /// <summary>Begins the node's life.</summary>
    public void Start() => new Thread(Run) { IsBackground = true, Name = _life.Self.ToString() }.Start();

    /// <summary>Ends it, as soon as the event at hand is done.</summary>
    public void Stop() => _mailbox.Close();

    public void Post(in NodeEvent<TMessage> next) => _mailbox.Post(next);

    public Task PostAsync(List<NodeEvent<TMessage>> events) => _mailbox.PostAsync(events);

    private void Run()
    {
        try
        {
            Begin();
            Release();
            while (_mailbox.Take(WaitLimit()) is { } events)
                HandleAll(events);
            _completion.SetResult();
        }
        catch (Exception e)
        {
            _completion.SetException(e is ProtocolException ? e : new ProtocolException($"{_life.Self} failed at {_now}: {e.Message}", e));
        }
    }

    private void HandleAll(List<NodeEvent<TMessage>> events)
    {
        var own = _toSelf.Count;
        for (; own > 0; own--)
            Handle(_toSelf.Dequeue());
        FireTimers();
        foreach (var next in events)
        {
            Handle(next);
            FireTimers();
        }
        Release();
    }

    private int WaitLimit()
    {
        if (_toSelf.Count > 0)
            return 0;
        if (_timers.Next() is not { } due)
            return Timeout.Infinite;
        var milliseconds = Math.Ceiling((due - _life.Time.Now).Milliseconds);
        return (int)Math.Clamp(milliseconds, 0, int.MaxValue);
    }

    private void Begin()
    {
        var isRestart = _life.Number > 0 || _durable is { IsKnown: true };
        BeginStep(null);
        Record(isRestart ? TraceKind.Restart : TraceKind.Start, NodeId.Outside, 0, null);
        Act(isRestart ? TraceKind.Restart : TraceKind.Start, NodeId.Outside, null);
    }

    private void Handle(in NodeEvent<TMessage> next)
    {
        if (next.Call is { } call)
        {
            Release();
            call();
            return;
        }
        BeginStep(next.Clock);
        Record(TraceKind.Receive, next.From, next.Number, next.Message);
        Act(TraceKind.Receive, next.From, next.Message);
    }

    private void FireTimers()
    {
        // Those that are due now; a timer without delay that is set again and again must not keep all else out.
        for (var (now, left) = (_life.Time.Now, MostStepsAtOnce); left > 0 && _timers.TryTake(now, out var timer); left--)
        {
            BeginStep(null);
            Record(TraceKind.Timer, NodeId.Outside, 0, timer);
            Act(TraceKind.Timer, NodeId.Outside, timer);
        }
    }

    /// <summary>Fidge's and Mattern's rule (1988): one more step of this node, and all that the sender knew.</summary>
    private void BeginStep(long[]? sender)
    {
        if (_unreleased >= MostStepsAtOnce)
            Release();
        _unreleased++;
        for (var i = 0; sender is not null && i < _clock.Length; i++)
            _clock[i] = Math.Max(_clock[i], sender[i]);
        _clock[_life.Self.Index]++;
        _clockNow = null;
        _now = _life.Time.Now;
    }

    private long[] ClockNow => _clockNow ??= (long[])_clock.Clone();

    private void Act(TraceKind kind, NodeId from, TMessage? message)
    {
        _effects.Clear();
        try
        {
            var state = kind switch
            {
                TraceKind.Receive => _protocol.OnMessage(_state!, _life.Self, from, message!, _effects),
                TraceKind.Timer => _protocol.OnTimer(_state!, _life.Self, message!, _effects),
                TraceKind.Restart => _protocol.OnRestart(_durable?.Latest, _life.Self, _effects),
                _ => _protocol.Start(_life.Self, _effects),
            };
            state = _effects.TouchesClock ? UseClock(state) : state;
            CheckReceivers();
            _state = state;
        }
        catch (Exception e)
        {
            // What earlier steps did has happened.
            Release();
            throw e as ProtocolException ?? new ProtocolException($"{_life.Self} failed at {_now}, on {kind} {message}: {e.Message}", e);
        }
        foreach (ref readonly var effect in _effects.Recorded)
            CarryOut(effect);
    }

    private TState UseClock(TState state)
    {
        for (var i = 0; i < _effects.Recorded.Length; i++)
        {
            var effect = _effects.Recorded[i];
            if (effect.Kind == EffectKind.SetClock)
            {
                _life.OwnClock.Set(_now, effect.Reading);
                Record(TraceKind.SetClock, NodeId.Outside, 0, effect.Reading);
            }
            else if (effect.Kind == EffectKind.ReadClock)
            {
                if (i >= MostReadingsAtOnce)
                    throw new ProtocolException($"{_life.Self} reads its clock without end at {_now}.");
                var reading = _life.OwnClock.Read(_now);
                Record(TraceKind.ReadClock, NodeId.Outside, 0, reading);
                state = _protocol.OnClock(state, _life.Self, effect.Message!, reading, _effects);
            }
        }
        return state;
    }

    private void CarryOut(in Effect<TMessage> effect)
    {
        switch (effect.Kind)
        {
            case EffectKind.Send:
                Send(effect.To, effect.Message!);
                break;
            case EffectKind.SetTimer:
                var delay = _life.OwnClock.ToTrueTime(((Delay)effect.Detail!).Sample(_delays));
                _timers.Set(effect.Message!, _now + delay);
                break;
            case EffectKind.CancelTimer:
                _timers.Cancel(effect.Message!);
                break;
            case EffectKind.Output:
                Record(TraceKind.Output, NodeId.Outside, 0, effect.Detail);
                break;
        }
    }

    private void CheckReceivers()
    {
        foreach (ref readonly var effect in _effects.Recorded)
        {
            if (effect.Kind == EffectKind.Send && (uint)effect.To.Index >= (uint)_life.Nodes)
                throw new ProtocolException($"{_life.Self} sent {effect.Message} at {_now} to {effect.To}, but the nodes are P0 … P{_life.Nodes - 1}.");
        }
    }

    private void Send(NodeId to, TMessage message)
    {
        var number = ++_number;
        Record(TraceKind.Send, to, number, message);
        if (to == _life.Self)
            _toSelf.Enqueue(new(to, message, number, ClockNow));
        else if (!_port.TrySend(to, number, ClockNow, message))
            _observer?.Record(new(_now, TraceKind.Lost, to, _life.Self, number, message, ClockNow));
    }

    private void Record(TraceKind kind, NodeId peer, long number, object? content) =>
        _observer?.Record(new(_now, kind, _life.Self, peer, number, content, ClockNow));

    /// <summary>Makes durable state safe, and lets go what depends on it.</summary>
    private void Release()
    {
        if (_unreleased == 0)
            return;
        _unreleased = 0;
        if (_state is { } state && !ReferenceEquals(state, _released))
            _durable?.Save(_protocol.Durable(state));
        _released = _state;
        // Whoever watches hears of a message before anybody can have got it.
        _observer?.Publish();
        _port.Publish();
    }
}
