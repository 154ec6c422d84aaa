namespace DistLab.Checking.Search;

/// <summary>
/// Breadth-first search, block by block. All workers generate the successors of a block's states, then all workers sort out
/// the new ones, then these are numbered in the order in which a single worker would have found them. What is found, and in
/// which order, is therefore the same with any number of workers.
/// </summary>
internal sealed class BreadthFirst<TView>
{
    private const int BatchesPerBlock = 16;
    private const int StatesPerBatch = 256;
    private const int StatesPerBlock = BatchesPerBlock * StatesPerBatch;

    private readonly StateSpace<TView> _space;
    private readonly SearchOptions<TView> _options;
    private readonly IWorkers _workers;
    private readonly Inserter<TView> _inserter;
    private readonly Batch<TView>[] _batches;
    private readonly int[] _hits;
    private readonly bool[] _decided;
    private readonly long _maxBytes;
    private readonly List<int> _levels = [];
    private long _generated;
    private int _depth;
    private int _looked;
    private bool _hasMore;

    public BreadthFirst(StateSpace<TView> space, IWorkers workers)
    {
        _space = space;
        _options = space.Options;
        _workers = workers;
        _inserter = new(space);
        _batches = [.. Enumerable.Range(0, BatchesPerBlock).Select(_ => space.NewBatch())];
        _hits = new int[_options.Properties.Count];
        Array.Fill(_hits, -1);
        _decided = new bool[_options.Properties.Count];
        // A limit beyond what the machine has would end in the crash that it is there to prevent.
        _maxBytes = Math.Min(_options.MaxBytes, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 4 * 3);
    }

    public int States => _space.Predecessors.Count;

    /// <summary>How far the search has come.</summary>
    public SearchProgress Progress => new(States, _generated, _depth, States - _looked, Bytes);

    private long Bytes => _space.Bytes + _space.Seen.Bytes + _space.Predecessors.Bytes;

    public long PeakBytes { get; private set; }

    /// <summary>The number of the first state at each distance from the initial ones.</summary>
    public IReadOnlyList<int> Levels => _levels;

    /// <summary>How much memory is left.</summary>
    public long SpareBytes => _maxBytes - Bytes;

    /// <summary>For each property, the number of the first state that decides it; −1 when none was found.</summary>
    public IReadOnlyList<int> Hits => _hits;

    /// <summary>The first step that failed.</summary>
    public (int Number, int Ordinal, string Text) Failure { get; private set; } = (-1, 0, "");

    public SearchEnd Run(IProgress<SearchProgress>? progress, CancellationToken cancellation)
    {
        _batches[0].Begin(0, 0, true, _decided);
        _space.Start(_batches[0]);
        TakeUp(1);
        while (_looked < States)
        {
            _depth++;
            _levels.Add(_looked);
            for (var levelEnd = States; _looked < levelEnd;)
            {
                if (cancellation.IsCancellationRequested)
                    return SearchEnd.Cancelled;
                Look(Math.Min(StatesPerBlock, levelEnd - _looked), _depth < _options.MaxDepth);
                progress?.Report(Progress);
                if (IsDecided())
                    return SearchEnd.Decided;
                if (States >= _options.MaxStates && _looked < States)
                    return LookAtTheRest(SearchEnd.StateLimit, cancellation);
                if (Bytes > _maxBytes)
                    return LookAtTheRest(SearchEnd.MemoryLimit, cancellation);
            }
            if (_depth >= _options.MaxDepth)
                return _hasMore ? SearchEnd.DepthLimit : SearchEnd.Complete;
        }
        return SearchEnd.Complete;
    }

    // The states that were found last are judged too: what is told of so many states is to hold of all of them.
    private SearchEnd LookAtTheRest(SearchEnd end, CancellationToken cancellation)
    {
        for (var last = States; _looked < last;)
        {
            if (cancellation.IsCancellationRequested)
                return SearchEnd.Cancelled;
            Look(Math.Min(StatesPerBlock, last - _looked), expands: false);
            if (IsDecided())
                return SearchEnd.Decided;
        }
        return end;
    }

    private void Look(int count, bool expands)
    {
        var batches = (count + StatesPerBatch - 1) / StatesPerBatch;
        for (var b = 0; b < batches; b++)
            _batches[b].Begin(_looked + (b * StatesPerBatch), Math.Min(StatesPerBatch, count - (b * StatesPerBatch)), expands, _decided);
        while (true)
        {
            if (batches == 1)
                _batches[0].Explore();
            else
                _workers.Run(batches, b => _batches[b].Explore());
            var isDone = true;
            for (var b = 0; b < batches; b++)
                isDone &= _batches[b].IsDone;
            if (isDone)
                break;
            _space.Learn(_batches.AsSpan(0, batches));
        }
        _looked += count;
        TakeUp(batches);
        _space.Release(_looked);
        PeakBytes = Math.Max(PeakBytes, Bytes);
    }

    private void TakeUp(int batches)
    {
        for (var b = 0; b < batches; b++)
        {
            var batch = _batches[b];
            _generated += batch.Generated;
            for (var i = 0; i < _hits.Length; i++)
            {
                if (_hits[i] < 0)
                    _hits[i] = batch.Hits[i];
            }
            if (Failure.Number < 0)
                Failure = batch.Failure;
            _hasMore |= batch.HasMore;
        }
        _inserter.Insert(_workers, _batches, batches);
        _inserter.Store(_batches, batches);
        for (var i = 0; i < _hits.Length; i++)
            _decided[i] = _hits[i] >= 0;
    }

    private bool IsDecided()
    {
        if (Failure.Number >= 0)
            return true;
        var violated = false;
        for (var i = 0; i < _hits.Length; i++)
            violated |= _hits[i] >= 0 && _options.Properties[i].Kind != PropertyKind.Sometimes;
        return (violated && !_options.FindsAll) || (_hits.Length > 0 && _hits.All(hit => hit >= 0));
    }
}
