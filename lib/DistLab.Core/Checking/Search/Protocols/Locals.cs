using DistLab.Protocols;

namespace DistLab.Checking.Search;

/// <summary>What single nodes can be like, under numbers: which node, its state, its timers, and whether it is up.</summary>
internal sealed class Locals<TState>
    where TState : class
{
    private const ulong Salt = 0x6C6F_6361_6C73_7461;
    private const int NoState = -1;

    private readonly Interner<(int Node, bool IsUp, int State, int Timers)> _locals = new();
    private readonly Interner<TState> _states = new();
    private readonly Interner<ValueList<int>> _timers = new();
    private readonly Table<Parts> _parts = new();

    public int Count => _parts.Count;

    /// <summary>What a local is made of.</summary>
    public ref readonly Parts this[int local] => ref _parts[local];

    /// <summary>What all of them are made of; good until one is added.</summary>
    public Parts[] Items => _parts.Items;

    /// <summary>A node that is up.</summary>
    /// <param name="node">Which.</param>
    /// <param name="state">Its state.</param>
    /// <param name="timers">The numbers of its running timers, in ascending order.</param>
    public int Up(int node, TState state, ValueList<int> timers) => NumberOf(node, true, state, timers);

    /// <summary>A node that is down, and what it has on stable storage.</summary>
    public int Down(int node, TState? durable) => NumberOf(node, false, durable, []);

    private int NumberOf(int node, bool isUp, TState? state, ValueList<int> timers)
    {
        var number = _locals.NumberOf((node, isUp, state is null ? NoState : _states.NumberOf(state), _timers.NumberOf(timers)));
        if (number == _parts.Count)
        {
            // The object that was met first stands for all that equal it.
            var known = state is null ? null : _states[_states.NumberOf(state)];
            var hash = StableHash.Mix(StableHash.Mix(StableHash.Start, Salt), (ulong)number);
            _parts.Add(new() { Node = node, IsUp = isUp, State = known, Timers = timers, Hash = hash });
        }
        return number;
    }

    public struct Parts
    {
        public int Node;

        public bool IsUp;

        /// <summary>The state; of a node that is down, what it has on stable storage.</summary>
        public TState? State;

        public ValueList<int> Timers;

        public ulong Hash;
    }
}
