using DistLab.Protocols;

namespace DistLab.Checking.Search;

/// <summary>Shows a state that stands in words.</summary>
internal sealed class StateView<TState, TMessage, THistory>(Book<TState, TMessage, THistory> book, Layout<TState, TMessage, THistory> layout)
    : GlobalState<TState, TMessage, THistory>
    where TState : class
    where TMessage : class
{
    private readonly TState[] _all = new TState[book.Options.Nodes];
    private int[] _words = new int[64];
    private int _length;
    private TState[]? _states;
    private Envelope<TMessage>[]? _inFlight;

    public override int Nodes => layout.Faults;

    public override THistory History => book.Histories[_words[layout.History]];

    public override int Losses => _words[layout.Faults] & 0xFF;

    public override int Duplications => (_words[layout.Faults] >> 8) & 0xFF;

    public override int Crashes => (_words[layout.Faults] >> 16) & 0xFF;

    public override IReadOnlyList<TState> States => _states ??= ReadStates();

    public override IReadOnlyList<Envelope<TMessage>> InFlight => _inFlight ??= ReadInFlight();

    public override TState? this[NodeId node] => Local(node) is { IsUp: true, State: var state } ? state : null;

    public override bool IsUp(NodeId node) => Local(node).IsUp;

    public override IReadOnlyList<TMessage> Timers(NodeId node) =>
        Local(node).IsUp ? [.. Local(node).Timers.Select(timer => book.Envelopes.Messages[timer])] : [];

    /// <summary>Shows another state.</summary>
    public void Show(ReadOnlySpan<int> words)
    {
        if (words.Length > _words.Length)
            _words = new int[words.Length * 2];
        words.CopyTo(_words);
        _length = words.Length;
        _states = null;
        _inFlight = null;
    }

    // When all nodes are up, which is mostly so, the same array serves for all states.
    private TState[] ReadStates()
    {
        var up = 0;
        for (var node = 0; node < _all.Length; node++)
        {
            ref readonly var local = ref book.Locals[_words[node]];
            if (local.IsUp)
                _all[up++] = local.State!;
        }
        return up == _all.Length ? _all : _all[..up];
    }

    private Envelope<TMessage>[] ReadInFlight()
    {
        var inFlight = new Envelope<TMessage>[_length - layout.Network];
        for (var i = 0; i < inFlight.Length; i++)
        {
            var envelope = _words[layout.Network + i];
            ref readonly var parts = ref book.Envelopes[envelope];
            inFlight[i] = new(parts.From, parts.To, book.Envelopes.Message(envelope));
        }
        return inFlight;
    }

    private ref readonly Locals<TState>.Parts Local(NodeId node)
    {
        if ((uint)node.Index >= (uint)Nodes)
            throw new ArgumentOutOfRangeException(nameof(node), node, $"The nodes are P0 … P{Nodes - 1}.");
        return ref book.Locals[_words[node.Index]];
    }
}
