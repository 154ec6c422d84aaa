namespace DistLab.Checking.Search;

/// <summary>A batch of states of a protocol.</summary>
internal sealed class ProtocolBatch<TState, TMessage, THistory>(ProtocolSpace<TState, TMessage, THistory> space)
    : Batch<GlobalState<TState, TMessage, THistory>>(space.Options)
    where TState : class
    where TMessage : class
{
    private readonly Book<TState, TMessage, THistory> _book = space.Book;
    private readonly Layout<TState, TMessage, THistory> _layout = space.Layout;
    private readonly FingerprintTable _seen = space.Seen;
    private readonly MoveFinder<TState, TMessage, THistory> _finder = new(space.Book, space.Layout);
    private readonly StateView<TState, TMessage, THistory> _view = new(space.Book, space.Layout);
    private readonly bool _isExact = space.Options.IsExact;
    private readonly bool _hasConditions = space.Options.Properties.Count > 0;
    private readonly bool _asksForQuiet = space.Options.Properties.Any(property => property.Kind == PropertyKind.WhenQuiet);
    private ulong[] _peeked = new ulong[32];
    private int[] _words = new int[1 << 14];
    private int[] _ends = new int[1024];

    /// <summary>What must be learnt before the batch can go on.</summary>
    public List<Missing> Missing => _finder.Missing;

    /// <summary>The state behind a candidate.</summary>
    public ReadOnlySpan<int> State(int candidate) => _words.AsSpan(StartOf(candidate), _ends[candidate] - StartOf(candidate));

    public void Start()
    {
        var ordinal = 0;
        foreach (var words in InitialStates.Of(_book, _layout))
        {
            Generated++;
            var end = StartOf(Count) + words.Length;
            if (end > _words.Length)
                Array.Resize(ref _words, end * 2);
            words.CopyTo(_words, StartOf(Count));
            TryAdd(FingerprintOf(words), end, -1, ordinal++);
        }
    }

    private ulong FingerprintOf(int[] words)
    {
        var canonical = new Canonical<TState, TMessage, THistory>(_book, _layout);
        while (true)
        {
            var fingerprint = canonical.Fingerprint(words, Missing);
            if (Missing.Count == 0)
                return fingerprint;
            Missing.ForEach(_book.Learn);
            Missing.Clear();
        }
    }

    protected override void ForgetStates()
    {
    }

    protected override void Foresee(int from, int to)
    {
        for (var number = from; number < to; number++)
            _finder.Find(space[number]);
    }

    protected override bool TryExplore(int number)
    {
        var words = space[number];
        if (!_finder.Find(words))
            return false;
        var moves = _finder.Moves;
        if (_peeked.Length < moves.Length)
            _peeked = new ulong[moves.Length * 2];
        for (var i = 0; i < moves.Length; i++)
            _peeked[i] = _seen.Peek(moves[i].Fingerprint);
        for (var i = 0; i < moves.Length; i++)
        {
            if (_peeked[i] != moves[i].Fingerprint || _isExact)
                Follow(words, moves[i], _peeked[i], number, i);
        }
        if (Expands)
            Generated += moves.Length;
        if (_hasConditions)
        {
            _view.Show(words);
            Judge(_view, number, _asksForQuiet && IsQuiet(moves));
        }
        return true;
    }

    private bool IsQuiet(ReadOnlySpan<Move> moves)
    {
        foreach (ref readonly var move in moves)
        {
            if (_layout.IsPromised(move.Kind) && !move.ChangesNothing)
                return false;
        }
        return true;
    }

    private void Follow(ReadOnlySpan<int> words, in Move move, ulong peeked, int number, int ordinal)
    {
        if (move.Step >= 0 && _book.Steps[move.Step].Failure is { } failure)
        {
            if (Failure.Number < 0)
                Failure = (number, ordinal, failure);
            return;
        }
        var mayBeKnown = _seen.Contains(move.Fingerprint, peeked);
        if (mayBeKnown && !_isExact)
            return;
        var end = _layout.Write(words, move, ref _words, StartOf(Count));
        if (mayBeKnown && space.NumberOf(move.Fingerprint, _words.AsSpan(StartOf(Count), end - StartOf(Count))) >= 0)
            return;
        if (Expands)
            TryAdd(move.Fingerprint, end, number, ordinal);
        else
            HasMore |= IsWithin(end);
    }

    /// <summary>Takes up the state that was written behind the others, if it lies within the boundary.</summary>
    private void TryAdd(ulong fingerprint, int end, int parent, int ordinal)
    {
        if (!IsWithin(end))
            return;
        if (Count == _ends.Length)
            Array.Resize(ref _ends, Count * 2);
        _ends[Count] = end;
        AddCandidate(fingerprint, parent, ordinal);
    }

    private bool IsWithin(int end)
    {
        if (Options.Boundary is null)
            return true;
        _view.Show(_words.AsSpan(StartOf(Count), end - StartOf(Count)));
        return Options.Boundary(_view);
    }

    private int StartOf(int candidate) => candidate == 0 ? 0 : _ends[candidate - 1];
}
