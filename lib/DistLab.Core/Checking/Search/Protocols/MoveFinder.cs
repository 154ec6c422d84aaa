namespace DistLab.Checking.Search;

/// <summary>Finds everything that can happen next in a state, the most ordinary first.</summary>
internal sealed class MoveFinder<TState, TMessage, THistory>(Book<TState, TMessage, THistory> book, Layout<TState, TMessage, THistory> layout)
    where TState : class
    where TMessage : class
{
    // A step that fails leads nowhere.
    private const ulong NoFingerprint = ulong.MaxValue;

    private readonly ProtocolOptions<TMessage> _options = book.Options;
    private readonly Canonical<TState, TMessage, THistory> _canonical = new(book, layout);
    private readonly bool _isIncremental = !book.Options.IsOrdered && book.Renamings is null;
    private readonly bool _messagesStay = book.Options.MessagesStay;
    private readonly bool _skipsIdle = book.Options.LeavesIgnored || book.Options.MessagesStay;
    private Move[] _moves = new Move[32];
    private int[] _scratch = new int[64];
    private Envelopes<TMessage>.Parts[] _envelopes = [];
    private Locals<TState>.Parts[] _locals = [];
    private Step[] _steps = [];
    private int _history;
    private ulong _fingerprint;

    public int Count { get; private set; }

    public Span<Move> Moves => _moves.AsSpan(0, Count);

    /// <summary>What must be learnt before these moves are all.</summary>
    public List<Missing> Missing { get; } = [];

    /// <summary>Finds the moves of a state; false when something must be learnt first.</summary>
    public bool Find(ReadOnlySpan<int> words)
    {
        (_envelopes, _locals, _steps) = (book.Envelopes.Items, book.Locals.Items, book.Steps.Items);
        Count = 0;
        var known = Missing.Count;
        _fingerprint = layout.Hash(words);
        _history = words[layout.History];
        var faults = (uint)words[layout.Faults];
        FindArrivals(words);
        FindTimeoutsAndRestarts(words, faults);
        if (_options.Losses > (byte)faults)
            FindFaultsOfNetwork(words, MoveKind.Lose);
        if (_options.Duplications > (byte)(faults >> 8))
            FindFaultsOfNetwork(words, MoveKind.ArriveTwice);
        if (_options.Crashes > (byte)(faults >> 16))
            FindCrashes(words);
        return Missing.Count == known;
    }

    private void FindArrivals(ReadOnlySpan<int> words)
    {
        for (var at = layout.Network; at < words.Length; at++)
        {
            if (IsRepeated(words, at))
                continue;
            var local = words[_envelopes[words[at]].To];
            if (_locals[local].IsUp)
                AddDelivery(words, MoveKind.Arrive, at, local);
            else if (!_messagesStay)
                Add(words, MoveKind.ArriveInVain, at);
        }
    }

    private void FindTimeoutsAndRestarts(ReadOnlySpan<int> words, uint faults)
    {
        var mayTimeOut = _options.Timeouts is not { } most || most > faults >> 24;
        for (var node = 0; node < layout.Faults; node++)
        {
            if (OfItself(words[node]) is not { } steps)
                continue;
            foreach (var (timer, first) in mayTimeOut ? steps.Timers : [])
                AddSteps(words, MoveKind.Timeout, node, first, timer);
            if (steps.Restart >= 0)
                AddSteps(words, MoveKind.Restart, node, steps.Restart);
        }
    }

    private void FindFaultsOfNetwork(ReadOnlySpan<int> words, MoveKind kind)
    {
        for (var at = layout.Network; at < words.Length; at++)
        {
            ref readonly var envelope = ref _envelopes[words[at]];
            if (IsRepeated(words, at) || !envelope.IsCarried)
                continue;
            if (kind == MoveKind.Lose)
                Add(words, kind, at);
            else if (_locals[words[envelope.To]].IsUp)
                AddDelivery(words, kind, at, words[envelope.To]);
        }
    }

    private void FindCrashes(ReadOnlySpan<int> words)
    {
        for (var node = 0; node < layout.Faults; node++)
        {
            if (OfItself(words[node]) is { Crashed: >= 0 })
                Add(words, MoveKind.Crash, node);
        }
    }

    /// <summary>Whether a message is like the one before it or, where messages keep their order, behind it.</summary>
    private bool IsRepeated(ReadOnlySpan<int> words, int at) => at > layout.Network && (_options.IsOrdered
        ? _envelopes[words[at - 1]].Channel == _envelopes[words[at]].Channel
        : words[at - 1] == words[at]);

    private LocalSteps? OfItself(int local)
    {
        var steps = book.OfItself(local);
        if (steps is null)
            Missing.Add(new(MissingKind.OfItself, local, 0));
        return steps;
    }

    private void AddDelivery(ReadOnlySpan<int> words, MoveKind kind, int at, int local)
    {
        var first = book.Delivery(local, words[at]);
        if (first == PairTable.None)
            Missing.Add(new(MissingKind.Delivery, local, words[at]));
        else
            AddSteps(words, kind, at, first);
    }

    private void AddSteps(ReadOnlySpan<int> words, MoveKind kind, int at, int first, int timer = -1)
    {
        var end = first + _steps[first].Alternatives;
        for (var number = first; number < end; number++)
        {
            ref readonly var step = ref _steps[number];
            if (step.IsIdle && _skipsIdle && kind is MoveKind.Arrive or MoveKind.ArriveTwice)
                continue;
            var history = _history;
            if (step.Outputs >= 0 && (history = book.Histories.After(_history, step.Outputs)) == PairTable.None)
            {
                Missing.Add(new(MissingKind.History, _history, step.Outputs));
                continue;
            }
            ref var move = ref NewMove(kind, at);
            move.Step = number;
            move.Timer = timer;
            move.History = history;
            move.Fingerprint = NoFingerprint;
            if (step.Local >= 0)
                SetFingerprint(words, ref move);
        }
    }

    private void Add(ReadOnlySpan<int> words, MoveKind kind, int at)
    {
        ref var move = ref NewMove(kind, at);
        move.Step = -1;
        move.History = _history;
        SetFingerprint(words, ref move);
    }

    private ref Move NewMove(MoveKind kind, int at)
    {
        if (Count == _moves.Length)
            Array.Resize(ref _moves, Count * 2);
        ref var move = ref _moves[Count++];
        move.Kind = kind;
        move.At = at;
        move.ChangesNothing = false;
        return ref move;
    }

    private void SetFingerprint(ReadOnlySpan<int> words, ref Move move)
    {
        if (_isIncremental)
        {
            move.Fingerprint = FingerprintTable.Storable(_fingerprint + Change(words, move));
            move.ChangesNothing = move.Fingerprint == FingerprintTable.Storable(_fingerprint);
            return;
        }
        var end = layout.Write(words, move, ref _scratch, 0);
        move.Fingerprint = FingerprintTable.Storable(layout.Hash(_scratch.AsSpan(0, end)));
        move.ChangesNothing = move.Fingerprint == FingerprintTable.Storable(_fingerprint);
        if (book.Renamings is not null)
            move.Fingerprint = _canonical.Fingerprint(_scratch.AsSpan(0, end), Missing);
    }

    /// <summary>By how much a move changes the fingerprint, which is a sum over what the state is made of.</summary>
    private ulong Change(ReadOnlySpan<int> words, in Move move)
    {
        var change = 0UL;
        if (move.Step >= 0)
        {
            ref readonly var step = ref _steps[move.Step];
            change = step.LocalDelta + (!_messagesStay ? step.SendsDelta : step.Sends.Length == 0 ? 0 : ChangeByNew(words[layout.Network..], step.Sends));
        }
        else if (move.Kind == MoveKind.Crash)
        {
            change = _locals[book.OfItself(words[move.At])!.Crashed].Hash - _locals[words[move.At]].Hash;
        }
        if (layout.Removes(move.Kind))
            change -= _envelopes[words[move.At]].Hash;
        if (move.History != _history)
            change += book.Histories.Hash(move.History) - book.Histories.Hash(_history);
        if (layout.FaultsOf(move.Kind) is var more and not 0)
            change += Layout<TState, TMessage, THistory>.HashOfFaults(words[layout.Faults] + (int)more) - Layout<TState, TMessage, THistory>.HashOfFaults(words[layout.Faults]);
        return change;
    }

    private ulong ChangeByNew(ReadOnlySpan<int> network, int[] sends)
    {
        var change = 0UL;
        for (var i = 0; i < sends.Length; i++)
        {
            if (network.IndexOf(sends[i]) < 0 && sends.AsSpan(0, i).IndexOf(sends[i]) < 0)
                change += _envelopes[sends[i]].Hash;
        }
        return change;
    }
}
