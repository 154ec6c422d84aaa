using DistLab.Protocols;

namespace DistLab.Checking.Search;

/// <summary>Calls a protocol's handlers, once for every way in which their choices can fall, and notes what they do.</summary>
internal sealed class Handlers<TState, TMessage>
    where TState : class
    where TMessage : class
{
    private const int MostAlternatives = 10_000;
    private const int MostReadingsAtOnce = 1_000;

    private readonly Protocol<TState, TMessage> _protocol;
    private readonly ProtocolOptions<TMessage> _options;
    private readonly bool _notesOutputs;
    private readonly Effects<TMessage> _effects;
    private readonly List<(int Pick, int Of, bool IsReading)> _picks = [];
    private int _nextPick;
    private string? _failure;

    public Handlers(Protocol<TState, TMessage> protocol, ProtocolOptions<TMessage> options, bool notesOutputs)
    {
        _protocol = protocol;
        _options = options;
        _notesOutputs = notesOutputs;
        _effects = new(n => Choose(n, isReading: false));
        Envelopes = new(options.Nodes);
    }

    public Locals<TState> Locals { get; } = new();

    public Envelopes<TMessage> Envelopes { get; }

    public Table<Step> Steps { get; } = new();

    /// <summary>What was output in one step, and by which node.</summary>
    public Interner<(int Node, ValueList<object> Outputs)> Outputs { get; } = new();

    public int Start(int node) => TryAll(node, -1, -1, () => _protocol.Start(node, _effects));

    public int Deliver(int local, int envelope)
    {
        var from = Envelopes[envelope].From;
        var message = Envelopes.Message(envelope);
        var (node, state) = (Locals[local].Node, Locals[local].State!);
        return TryAll(node, local, -1, () => _protocol.OnMessage(state, node, from, message, _effects));
    }

    /// <summary>What can happen at a node of itself.</summary>
    public LocalSteps OfItself(int local)
    {
        var (node, state) = (Locals[local].Node, Locals[local].State);
        if (!Locals[local].IsUp)
            return _options.AfterCrash == AfterCrash.StaysDown ? LocalSteps.None : new([], -1, TryAll(node, local, -1, () => _protocol.OnRestart(state, node, _effects)));
        var timers = new List<(int, int)>();
        foreach (var timer in Locals[local].Timers)
            timers.Add((timer, TryAll(node, local, timer, () => _protocol.OnTimer(state!, node, Envelopes.Messages[timer], _effects))));
        return new([.. timers], _options.Crashes == 0 ? -1 : Crashed(node, state!), -1);
    }

    private int Crashed(int node, TState state) =>
        Locals.Down(node, _options.AfterCrash == AfterCrash.StaysDown ? null : _protocol.Durable(state));

    private int TryAll(int node, int local, int fired, Func<TState> handle)
    {
        _picks.Clear();
        var (first, count) = (Steps.Count, 0);
        do
        {
            if (++count > MostAlternatives)
                throw new InvalidOperationException($"{_protocol.GetType().Name} chooses among more than {MostAlternatives} alternatives in one step.");
            Steps.Add(Try(node, local, fired, handle));
        }
        while (NextAlternative());
        Steps[first].Alternatives = count;
        return first;
    }

    private Step Try(int node, int local, int fired, Func<TState> handle)
    {
        _effects.Clear();
        _nextPick = 0;
        _failure = null;
        var state = UseClock(node, Guard(handle));
        var step = state is null ? default : Note(node, local, fired, state);
        if (_failure is not null)
            step = new() { Local = -1, Outputs = -1, Sends = [], Sets = [], Failure = _failure };
        step.Picks = [.. _picks.Select(pick => (pick.Pick, pick.IsReading))];
        return step;
    }

    private TState? UseClock(int node, TState? state)
    {
        for (var i = 0; _effects.TouchesClock && state is not null && i < _effects.Recorded.Length; i++)
        {
            var effect = _effects.Recorded[i];
            if (effect.Kind != EffectKind.ReadClock)
                continue;
            if (_options.Readings.Count == 0)
                throw new InvalidOperationException($"{_protocol.GetType().Name} reads its clock. Say which readings are to be tried: ClockReadings(…).");
            if (i >= MostReadingsAtOnce)
                return Fail("It reads its clock without end.");
            var (before, reading) = (state, _options.Readings[Choose(_options.Readings.Count, isReading: true)]);
            state = Guard(() => _protocol.OnClock(before, node, effect.Message!, reading, _effects));
        }
        return state;
    }

    /// <summary>Notes what a handler has done, in the order in which it did it.</summary>
    private Step Note(int node, int local, int fired, TState state)
    {
        List<int> timers = local < 0 ? [] : [.. Locals[local].Timers.Where(timer => timer != fired)];
        var (sends, outputs, sets) = (new List<int>(), new List<object>(), new List<int>());
        foreach (ref readonly var effect in _effects.Recorded)
        {
            switch (effect.Kind)
            {
                case EffectKind.Send when (uint)effect.To.Index >= (uint)_options.Nodes:
                    Fail($"It sent {effect.Message} to {effect.To}, but the nodes are P0 … P{_options.Nodes - 1}.");
                    return default;
                case EffectKind.Send:
                    sends.Add(Envelopes.NumberOf(node, effect.To.Index, effect.Message!));
                    break;
                case EffectKind.SetTimer:
                    var timer = Envelopes.Messages.NumberOf(effect.Message!);
                    if (!timers.Contains(timer))
                        timers.Add(timer);
                    sets.Add(timer);
                    break;
                case EffectKind.CancelTimer:
                    timers.Remove(Envelopes.Messages.NumberOf(effect.Message!));
                    break;
                case EffectKind.Output:
                    outputs.Add(effect.Detail!);
                    break;
            }
        }
        var after = Locals.Up(node, state, [.. timers.Order()]);
        return new()
        {
            Local = after,
            LocalDelta = Locals[after].Hash - (local < 0 ? 0 : Locals[local].Hash),
            Sends = [.. sends],
            SendsDelta = sends.Aggregate(0UL, (sum, envelope) => sum + Envelopes[envelope].Hash),
            Outputs = _notesOutputs && outputs.Count > 0 ? Outputs.NumberOf((node, [.. outputs])) : -1,
            Sets = [.. sets],
            IsIdle = after == local && sends.Count == 0 && outputs.Count == 0,
        };
    }

    private TState? Guard(Func<TState> handle)
    {
        try
        {
            return handle() ?? Fail("It returned no state.");
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return Fail(e.Message);
        }
    }

    private TState? Fail(string text)
    {
        _failure = text;
        return null;
    }

    private int Choose(int n, bool isReading)
    {
        if (_nextPick == _picks.Count)
            _picks.Add((0, n, isReading));
        return _picks[_nextPick++].Pick;
    }

    /// <summary>Goes on to the next way in which the choices can fall; false when all were tried.</summary>
    private bool NextAlternative()
    {
        while (_picks.Count > 0)
        {
            var (pick, of, isReading) = _picks[^1];
            if (pick + 1 < of)
            {
                _picks[^1] = (pick + 1, of, isReading);
                return true;
            }
            _picks.RemoveAt(_picks.Count - 1);
        }
        return false;
    }
}
