namespace DistLab.Checking.Causality;

/// <summary>
/// The reads and writes of a history with what each read read from, and the causal order: an access comes after its client's earlier
/// ones and after the write that it read from, and so on. It takes that different writes of a key write different values.
/// </summary>
internal sealed class AccessHistory
{
    /// <summary>The source of a read that nobody's write explains: what was there before anybody wrote.</summary>
    public const int Initially = -1;

    private readonly int[] _previous;
    private readonly int[] _source;
    private readonly List<int> _causalOrder = [];
    private readonly Dictionary<Value, List<int>> _writes = [];

    private AccessHistory(List<Access> accesses)
    {
        Accesses = accesses;
        _previous = new int[accesses.Count];
        _source = new int[accesses.Count];
        Past = [];
    }

    /// <summary>Reads that returned, and writes that returned or were seen by a read, in the order of their calls.</summary>
    public IReadOnlyList<Access> Accesses { get; }

    /// <summary>What comes before each access in the causal order.</summary>
    public BitSet[] Past { get; private set; }

    /// <summary>All accesses in an order that is in line with the causal one.</summary>
    public IReadOnlyList<int> CausalOrder => _causalOrder;

    /// <summary>A fault that no condition allows: a value from nowhere, or from the future.</summary>
    public Contradiction? Fault { get; private set; }

    /// <summary>Why nothing can be said: it is not clear which write a read read from.</summary>
    public string? Doubt { get; private set; }

    /// <exception cref="ArgumentException">There are operations other than reads and writes.</exception>
    public static AccessHistory Of(History history, Value initial)
    {
        var all = history.Select((operation, index) => (operation, index)).Where(one => one.operation.Outcome != OperationOutcome.Failed).Select(one => Read(one.operation, one.index));
        var seen = history.Where(operation => operation.Outcome == OperationOutcome.Returned).Select(operation => (operation.Call.Key, operation.Result)).ToHashSet();
        var accesses = new AccessHistory([.. all.Where(access => access.IsAnswered || (access.IsWrite && seen.Contains((access.Key, access.Value))))]);
        accesses.Link();
        accesses.FindSources(initial);
        if (accesses.Fault is null && accesses.Doubt is null)
            accesses.Order();
        return accesses;
    }

    /// <summary>The write that a read read from, or <see cref="Initially"/>.</summary>
    public int SourceOf(int read) => _source[read];

    /// <summary>The writes of a key.</summary>
    public IReadOnlyList<int> WritesOf(Value key) => _writes.GetValueOrDefault(key) ?? [];

    /// <summary>An access's client's access before it that was answered; −1 if there is none.</summary>
    public int Before(int access) => _previous[access];

    /// <summary>What an access comes directly after in the causal order.</summary>
    public IEnumerable<int> DirectlyBefore(int access)
    {
        if (_previous[access] >= 0)
            yield return _previous[access];
        if (!Accesses[access].IsWrite && _source[access] >= 0)
            yield return _source[access];
    }

    /// <summary>The shortest chain from one access to a later one, both included, along steps that are told.</summary>
    public static List<int> Chain(int from, int to, Func<int, IEnumerable<int>> directlyBefore)
    {
        var next = new Dictionary<int, int>();
        var waiting = new Queue<int>([to]);
        while (!next.ContainsKey(from) && waiting.TryDequeue(out var at))
        {
            foreach (var before in directlyBefore(at))
            {
                if (next.TryAdd(before, at))
                    waiting.Enqueue(before);
            }
        }
        var chain = new List<int> { from };
        do
        {
            chain.Add(next[chain[^1]]);
        }
        while (chain[^1] != to);
        return chain;
    }

    private static Access Read(Operation operation, int index)
    {
        var isWrite = operation.Call.Name is "write" or "put";
        if (!isWrite && operation.Call.Name is not ("read" or "get"))
            throw new ArgumentException($"This condition speaks of reads and writes (read, get, write, put), but the history has {operation.Call}.");
        var value = isWrite ? operation.Call.Argument : operation.Result;
        return new(index, operation.Client, operation.Call.Key, isWrite, value, operation.Outcome == OperationOutcome.Returned);
    }

    private void Link()
    {
        var last = new Dictionary<int, int>();
        for (var i = 0; i < Accesses.Count; i++)
        {
            var access = Accesses[i];
            _previous[i] = last.GetValueOrDefault(access.Client, -1);
            if (access.IsAnswered)
                last[access.Client] = i;
            if (!access.IsWrite)
                continue;
            if (!_writes.TryGetValue(access.Key, out var writes))
                _writes[access.Key] = writes = [];
            writes.Add(i);
        }
    }

    private void FindSources(Value initial)
    {
        for (var i = 0; i < Accesses.Count; i++)
        {
            var access = Accesses[i];
            if (access.IsWrite)
                continue;
            var sources = WritesOf(access.Key).Where(write => Accesses[write].Value == access.Value).ToList();
            var isInitial = access.Value == initial;
            _source[i] = sources.Count > 0 ? sources[0] : Initially;
            if (sources.Count == 0 && !isInitial)
                Fault ??= new([i], "nobody ever wrote that value");
            if (sources.Count + (isInitial ? 1 : 0) > 1)
                Doubt ??= $"{access.Value} was written {(isInitial ? "although it was there from the start" : $"{sources.Count} times")}, so it is not clear which write was read. Let every write write another value";
        }
    }

    /// <summary>Closes the causal order, or finds that something comes before itself.</summary>
    private void Order()
    {
        var state = new byte[Accesses.Count];
        Past = new BitSet[Accesses.Count];
        var path = new Stack<int>();
        for (var start = 0; start < Accesses.Count && Fault is null; start++)
        {
            path.Push(start);
            while (path.TryPeek(out var at))
            {
                if (state[at] == 0 && DirectlyBefore(at).FirstOrDefault(before => state[before] == 1, -1) is >= 0 and var again)
                {
                    Fault = new(Chain(at, again, DirectlyBefore), "each comes after the one before it, and the first after the last");
                    return;
                }
                if (state[at] != 0)
                {
                    path.Pop();
                    Finish(at, state);
                    continue;
                }
                state[at] = 1;
                foreach (var before in DirectlyBefore(at).Where(before => state[before] == 0))
                    path.Push(before);
            }
        }
    }

    private void Finish(int at, byte[] state)
    {
        if (state[at] == 2)
            return;
        state[at] = 2;
        _causalOrder.Add(at);
        Past[at] = new(Accesses.Count);
        foreach (var before in DirectlyBefore(at))
        {
            Past[at].UnionWith(Past[before]);
            Past[at].Add(before);
        }
    }
}
