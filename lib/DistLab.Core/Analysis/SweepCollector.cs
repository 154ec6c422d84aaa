namespace DistLab.Analysis;

/// <summary>Takes results in any order, from any thread, and passes them on in theirs.</summary>
internal sealed class SweepCollector
{
    private readonly Lock _gate = new();
    private readonly double[]?[] _results;
    private readonly SweepOptions _options;
    private int _done;
    private int _stored;
    private bool _isStoring;
    private int _failed = int.MaxValue;
    private InvalidOperationException? _failure;

    public SweepCollector(int runs, IReadOnlyList<double[]> kept, SweepOptions options)
    {
        _results = new double[]?[runs];
        _options = options;
        for (var run = 0; run < kept.Count; run++)
            _results[run] = kept[run];
        _done = _stored = kept.Count;
        if (kept.Count > 0)
            options.Progress?.Report((double)_done / runs);
    }

    public void Add(int run, double[] values)
    {
        lock (_gate)
        {
            _results[run] = values;
            Store();
            _options.Progress?.Report((double)++_done / _results.Length);
        }
    }

    /// <summary>Only what has no gap before it is kept, so that what is kept is always the beginning of the whole.</summary>
    private void Store()
    {
        // Once the store was left in the middle of a line, by an error or because its thread was ended, nothing may be written behind it.
        if (_options.Store is null || _isStoring)
            return;
        for (_isStoring = true; _stored < _results.Length && _results[_stored] is { } next; _stored++)
            _options.Store.Append(_stored, next);
        _isStoring = false;
    }

    public void Fail(int run, string message, Exception cause)
    {
        lock (_gate)
        {
            if (run >= _failed)
                return;
            _failed = run;
            _failure = new(message, cause);
        }
    }

    /// <summary>Whether a run is not needed since an earlier one failed. Those before the failure are still made: one of them may fail too.</summary>
    public bool HasFailedBefore(int run)
    {
        lock (_gate)
            return _failed < run;
    }

    public void ThrowIfFailed()
    {
        if (_failure is not null)
            throw _failure;
    }

    public IReadOnlyList<double[]> All() => _results!;
}
