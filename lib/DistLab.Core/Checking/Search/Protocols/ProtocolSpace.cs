namespace DistLab.Checking.Search;

/// <summary>The states of a protocol's nodes and their network.</summary>
internal sealed class ProtocolSpace<TState, TMessage, THistory>(
    Book<TState, TMessage, THistory> book, SearchOptions<GlobalState<TState, TMessage, THistory>> options)
    : StateSpace<GlobalState<TState, TMessage, THistory>>(options)
    where TState : class
    where TMessage : class
{
    private readonly WordStore _states = new();

    public Book<TState, TMessage, THistory> Book { get; } = book;

    public Layout<TState, TMessage, THistory> Layout { get; } = new(book);

    public override long Bytes => _states.Bytes + Book.Bytes;

    public ReadOnlySpan<int> this[int number] => _states[number];

    public override Batch<GlobalState<TState, TMessage, THistory>> NewBatch() => new ProtocolBatch<TState, TMessage, THistory>(this);

    /// <summary>The number of a state, where states are kept; −1 if it was not found.</summary>
    public int NumberOf(ulong fingerprint, ReadOnlySpan<int> state)
    {
        for (var slot = Seen.Seek(fingerprint); slot >= 0; slot = Seen.Seek(fingerprint, slot))
        {
            var number = Seen.NumberAt(fingerprint, slot);
            if (!Options.IsExact || state.SequenceEqual(_states[number]))
                return number;
        }
        return -1;
    }

    public override Explorer<GlobalState<TState, TMessage, THistory>> NewExplorer() => new ProtocolExplorer<TState, TMessage, THistory>(this);

    public override void Start(Batch<GlobalState<TState, TMessage, THistory>> batch) => Of(batch).Start();

    public override void Learn(ReadOnlySpan<Batch<GlobalState<TState, TMessage, THistory>>> batches)
    {
        foreach (var batch in batches)
        {
            foreach (var missing in Of(batch).Missing)
                Book.Learn(missing);
            Of(batch).Missing.Clear();
        }
    }

    public override void Store(Batch<GlobalState<TState, TMessage, THistory>> batch, int candidate) => _states.Add(Of(batch).State(candidate));

    public override void Release(int before)
    {
        if (!Options.KeepsStates)
            _states.Release(before);
    }

    public override bool IsSame(Batch<GlobalState<TState, TMessage, THistory>> batch, int candidate, int number) =>
        Of(batch).State(candidate).SequenceEqual(_states[number]);

    public override bool IsSame(
        Batch<GlobalState<TState, TMessage, THistory>> batch, int candidate, Batch<GlobalState<TState, TMessage, THistory>> otherBatch, int other) =>
        Of(batch).State(candidate).SequenceEqual(Of(otherBatch).State(other));

    private static ProtocolBatch<TState, TMessage, THistory> Of(Batch<GlobalState<TState, TMessage, THistory>> batch) =>
        (ProtocolBatch<TState, TMessage, THistory>)batch;
}
