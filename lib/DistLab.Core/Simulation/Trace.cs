using System.Collections;
using DistLab.Protocols;

namespace DistLab.Simulation;

/// <summary>What happened in a run, in order: all of it, or its last rows. Whatever a student sees is made from it.</summary>
public sealed class Trace : IReadOnlyCollection<TraceRow>
{
    /// <summary>How many rows a trace keeps when nothing else is said.</summary>
    public const int DefaultCapacity = 4096;

    private const int ChunkSize = 1024;

    private readonly List<TraceRow[]> _chunks = [];
    private readonly int _ringMask;
    private readonly bool _onlyOutputs;
    private TraceRow[] _tail;
    private int _tailCount;

    private Trace(int ringSize, bool states, bool onlyOutputs = false)
    {
        KeepsStates = states;
        _onlyOutputs = onlyOutputs;
        _ringMask = ringSize - 1;
        _tail = new TraceRow[ringSize > 0 ? ringSize : ChunkSize];
    }

    /// <summary>Whether nodes' states are recorded, too.</summary>
    public bool KeepsStates { get; }

    /// <summary>How many rows were ever recorded.</summary>
    public long Recorded { get; private set; }

    /// <summary>How many rows are still here.</summary>
    public int Count => _ringMask < 0 ? (_chunks.Count * ChunkSize) + _tailCount : (int)Math.Min(Recorded, _tail.Length);

    /// <summary>A trace that keeps its last rows.</summary>
    /// <param name="capacity">At least so many rows are kept: rounded up to a power of two.</param>
    /// <param name="states">Whether nodes' states are recorded, too: a row of the kind <see cref="TraceKind.State"/> for each change.</param>
    /// <exception cref="ArgumentOutOfRangeException">The capacity is not in 1 … 2²⁶.</exception>
    public static Trace KeepLast(int capacity = DefaultCapacity, bool states = false)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(capacity, 1 << 26);
        return new((int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)capacity), states);
    }

    /// <summary>A trace that keeps every row; a long run needs much memory (about 48 bytes a row).</summary>
    /// <param name="states">Whether nodes' states are recorded, too: a row of the kind <see cref="TraceKind.State"/> for each change.</param>
    public static Trace KeepAll(bool states = false) => new(0, states);

    /// <summary>A trace of every output and of nothing else: for a sweep, whose many runs are measured by what nodes output.</summary>
    public static Trace KeepOutputs() => new(0, states: false, onlyOutputs: true);

    /// <inheritdoc/>
    public IEnumerator<TraceRow> GetEnumerator()
    {
        if (_ringMask >= 0)
        {
            for (var i = Recorded - Count; i < Recorded; i++)
                yield return _tail[(int)(i & _ringMask)];
            yield break;
        }
        foreach (var chunk in _chunks)
        {
            foreach (var row in chunk)
                yield return row;
        }
        for (var i = 0; i < _tailCount; i++)
            yield return _tail[i];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>A fingerprint of the rows' text and their number: two runs with the same one went alike, to the bit.</summary>
    public ulong Digest()
    {
        var hash = StableHash.Mix(StableHash.Start, (ulong)Recorded);
        foreach (var row in this)
            hash = StableHash.Mix(hash, row.ToString());
        return hash;
    }

    /// <summary>
    /// The rows as JSON, one a line: <c>File.WriteAllLines("run.jsonl", run.Trace.ToJsonLines())</c>. Times are in nanoseconds;
    /// messages, timers, outputs and states are written with their names and their own words.
    /// </summary>
    public IEnumerable<string> ToJsonLines() => this.Select(row => TraceJson.Write(row));

    /// <summary>
    /// The trace that <see cref="ToJsonLines"/> wrote, with the same <see cref="Digest"/>: what it held of a protocol's own types
    /// has become <see cref="ImportedContent"/>. Empty lines are passed over.
    /// </summary>
    /// <exception cref="FormatException">A line is no row; the message tells which.</exception>
    public static Trace FromJsonLines(IEnumerable<string> lines)
    {
        ArgumentNullException.ThrowIfNull(lines);
        var rows = lines.Select((line, i) => (line, i)).Where(pair => !string.IsNullOrWhiteSpace(pair.line)).Select(pair => TraceJson.Read(pair.line, pair.i + 1)).ToList();
        var trace = KeepAll(rows.Exists(row => row.Kind == TraceKind.State));
        foreach (var row in rows)
            trace.Add(row);
        return trace;
    }

    /// <summary>
    /// The trace as a log for ShiViz (bestchai.bitbucket.io/shiviz), with vector clocks: a file to upload there. Its first line is the
    /// regular expression that reads the others; what stands below it may also be pasted there.
    /// </summary>
    /// <param name="name">What nodes are called; by default P0, P1, …. Signs that ShiViz could not read become underscores.</param>
    public IEnumerable<string> ToShiViz(Func<NodeId, string>? name = null) => new ShiVizLog(name ?? (node => node.ToString())).Write(this);

    /// <summary>The rows, one a line.</summary>
    public override string ToString() => string.Join('\n', this);

    /// <summary>Adds a row.</summary>
    public void Add(in TraceRow row) => Add(row.At, row.Kind, row.Node, row.Peer, row.Message, row.Content);

    /// <summary>Adds a row, given by its parts; see <see cref="TraceRow"/>.</summary>
    public void Add(Instant at, TraceKind kind, NodeId node, NodeId peer, long message, object? content)
    {
        if (_onlyOutputs && kind != TraceKind.Output)
            return;
        ref var row = ref _ringMask >= 0 ? ref _tail[(int)Recorded & _ringMask] : ref NextOfAll();
        Recorded++;
        row.At = at;
        row.Kind = kind;
        row.Node = node;
        row.Peer = peer;
        row.Message = message;
        row.Content = content;
    }

    private ref TraceRow NextOfAll()
    {
        if (_tailCount == ChunkSize)
        {
            _chunks.Add(_tail);
            _tail = new TraceRow[ChunkSize];
            _tailCount = 0;
        }
        return ref _tail[_tailCount++];
    }
}
