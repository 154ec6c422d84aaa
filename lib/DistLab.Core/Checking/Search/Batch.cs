namespace DistLab.Checking.Search;

/// <summary>
/// A run of states that one worker looks into: it judges each and generates its successors. A batch reads what all share and
/// writes only to itself.
/// </summary>
internal abstract class Batch<TView>
{
    private readonly IReadOnlyList<Property<TView>> _properties;
    private readonly int[] _hits;
    private IReadOnlyList<bool> _decided = [];
    private Candidate[] _candidates = new Candidate[1024];

    protected Batch(SearchOptions<TView> options)
    {
        Options = options;
        _properties = options.Properties;
        _hits = new int[_properties.Count];
    }

    /// <summary>How many states were generated, whether new or not.</summary>
    public long Generated { get; protected set; }

    /// <summary>The states that were generated and not known before; some of them may be the same.</summary>
    public Span<Candidate> Candidates => _candidates.AsSpan(0, Count);

    public int Count { get; private set; }

    public int First { get; private set; }

    public int Length { get; private set; }

    /// <summary>How many of the states were looked into.</summary>
    public int Done { get; private set; }

    public bool IsDone => Done == Length;

    /// <summary>For each property, the first state that violates it or that it asks for; −1 if none does.</summary>
    public ReadOnlySpan<int> Hits => _hits;

    /// <summary>The first step whose code threw something: the number of its state (−1 when none did), which of its steps, and what it said.</summary>
    public (int Number, int Ordinal, string Text) Failure { get; protected set; }

    /// <summary>Whether a successor that was not taken up is new, as far as can be told.</summary>
    public bool HasMore { get; protected set; }

    protected SearchOptions<TView> Options { get; }

    /// <summary>Whether successors are taken up, or only looked at.</summary>
    protected bool Expands { get; private set; }

    /// <summary>Takes on other states.</summary>
    public void Begin(int first, int length, bool expands, IReadOnlyList<bool> decided)
    {
        Reset();
        First = first;
        Length = length;
        Expands = expands;
        _decided = decided;
        Array.Fill(_hits, -1);
    }

    /// <summary>Forgets what was generated.</summary>
    public void Reset()
    {
        ForgetStates();
        Count = 0;
        Done = 0;
        Length = 0;
        Generated = 0;
        HasMore = false;
        Failure = (-1, 0, "");
    }

    /// <summary>Looks into the states that are left, as far as it can without learning something.</summary>
    public void Explore()
    {
        while (Done < Length && TryExplore(First + Done))
            Done++;
        if (Done < Length)
            Foresee(First + Done + 1, First + Length);
    }

    /// <summary>Judges a state and adds its successors; false, and nothing done, when something must be learnt first.</summary>
    protected abstract bool TryExplore(int number);

    /// <summary>Notes what must be learnt to look into the states after one that cannot be yet.</summary>
    protected virtual void Foresee(int from, int to)
    {
    }

    /// <summary>Forgets the states that stand behind the candidates.</summary>
    protected abstract void ForgetStates();

    protected void AddCandidate(ulong fingerprint, int parent, int ordinal)
    {
        if (ordinal > ushort.MaxValue)
            throw new InvalidOperationException($"More than {ushort.MaxValue + 1} steps lead on from one state.");
        if (Count == _candidates.Length)
            Array.Resize(ref _candidates, Count * 2);
        ref var candidate = ref _candidates[Count++];
        candidate.Fingerprint = fingerprint;
        candidate.Parent = parent;
        candidate.Ordinal = (ushort)ordinal;
        candidate.IsNew = false;
    }

    /// <summary>Asks every property that is still open about a state.</summary>
    /// <param name="view">The state.</param>
    /// <param name="number">Its number.</param>
    /// <param name="isQuiet">Whether nothing more happens of itself.</param>
    protected void Judge(TView view, int number, bool isQuiet)
    {
        for (var i = 0; i < _hits.Length; i++)
        {
            if (_hits[i] >= 0 || _decided[i])
                continue;
            var property = _properties[i];
            var isHit = property.Kind switch
            {
                PropertyKind.Always => !property.Test(view),
                PropertyKind.Never or PropertyKind.Sometimes => property.Test(view),
                PropertyKind.WhenQuiet => isQuiet && !property.Test(view),
                _ => false,
            };
            if (isHit)
                _hits[i] = number;
        }
    }
}
