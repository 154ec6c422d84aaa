using System.Runtime.CompilerServices;
using System.Text;

namespace DistLab.Checking;

/// <summary>Where a transition system puts the states that may follow from a state.</summary>
public sealed class Successors<TState>
    where TState : notnull
{
    private readonly bool _isDescribing;
    private Entry[] _entries = new Entry[16];
    private string[] _labels = [];
    private int _count;

    internal Successors(bool isDescribing) => _isDescribing = isDescribing;

    internal ReadOnlySpan<Entry> Entries => _entries.AsSpan(0, _count);

    /// <summary>What each step is called; only where steps are described.</summary>
    internal ReadOnlySpan<string> Labels => _labels.AsSpan(0, _isDescribing ? _count : 0);

    /// <summary>Adds a state that may follow.</summary>
    /// <param name="state">The state.</param>
    /// <param name="label">What the step to it is called.</param>
    /// <param name="fairness">
    /// Which steps are fair together (weakly): when steps of this number can be taken for ever, one is. By default all steps
    /// are of number 0: the system does not stop while it can go on. A negative number promises nothing.
    /// </param>
    public void Add(TState state, string label, int fairness = 0)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (_count == _entries.Length)
            Array.Resize(ref _entries, _count * 2);
        if (_isDescribing)
        {
            if (_labels.Length <= _count)
                Array.Resize(ref _labels, _entries.Length);
            _labels[_count] = label;
        }
        ref var entry = ref _entries[_count++];
        entry.State = state;
        entry.Fairness = fairness;
    }

    /// <summary>Adds a state that may follow; the label is put together only when somebody is going to read it.</summary>
    /// <inheritdoc cref="Add(TState, string, int)"/>
    public void Add(TState state, [InterpolatedStringHandlerArgument("")] ref Label label, int fairness = 0) =>
        Add(state, label.ToStringAndClear(), fairness);

    internal void Clear()
    {
        Array.Clear(_entries, 0, _count);
        _count = 0;
    }

    internal struct Entry
    {
        public TState State;

        public int Fairness;
    }

    /// <summary>The text of a label; used by the compiler for <c>$"…"</c>.</summary>
    [InterpolatedStringHandler]
    public ref struct Label
    {
        private readonly StringBuilder? _text;

        /// <summary>Begins a label, if it is wanted.</summary>
        public Label(int literalLength, int formattedCount, Successors<TState> next, out bool isWanted)
        {
            ArgumentNullException.ThrowIfNull(next);
            isWanted = next._isDescribing;
            if (isWanted)
                _text = new(literalLength + (8 * formattedCount));
        }

        /// <summary>Adds a text.</summary>
        public readonly void AppendLiteral(string value) => _text!.Append(value);

        /// <summary>Adds a value.</summary>
        public readonly void AppendFormatted<T>(T value) =>
            _text!.Append(value is IFormattable number ? number.ToString(null, System.Globalization.CultureInfo.InvariantCulture) : value?.ToString());

        internal readonly string ToStringAndClear() => _text?.ToString() ?? "";
    }
}
