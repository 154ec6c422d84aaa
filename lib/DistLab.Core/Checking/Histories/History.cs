using System.Collections;
using DistLab.Protocols;
using DistLab.Simulation;

namespace DistLab.Checking;

/// <summary>
/// What the clients of a shared object did and saw: its operations in the order of their calls, and the order in which calls and
/// returns happened. Every check of consistency begins with one.
/// </summary>
/// <remarks>
/// After Herlihy and Wing, "Linearizability: A Correctness Condition for Concurrent Objects" (1990). One operation precedes another
/// if its return comes before the other's call; otherwise they are concurrent.
/// </remarks>
public sealed class History : IReadOnlyList<Operation>, IEquatable<History>
{
    /// <summary>The place of a return that never came.</summary>
    internal const int Never = int.MaxValue;

    private readonly Operation[] _operations;
    private readonly int[] _calls;
    private readonly int[] _returns;

    internal History(Operation[] operations, int[] calls, int[] returns, int events, bool hasTimes)
    {
        (_operations, _calls, _returns, EventCount, HasTimes) = (operations, calls, returns, events, hasTimes);
    }

    /// <summary>A history without operations.</summary>
    public static History Empty { get; } = new([], [], [], 0, false);

    /// <summary>How many operations there are.</summary>
    public int Count => _operations.Length;

    /// <summary>How many calls, returns and failures there are.</summary>
    public int EventCount { get; }

    /// <summary>Whether the times of the operations are times; otherwise they are the places of their events, one nanosecond apart.</summary>
    public bool HasTimes { get; }

    /// <summary>The clients, by number.</summary>
    public IReadOnlyList<int> Clients => [.. _operations.Select(operation => operation.Client).Distinct().Order()];

    /// <summary>An operation by its place in the order of calls, from 0.</summary>
    /// <exception cref="IndexOutOfRangeException">There is no such place.</exception>
    public Operation this[int index] => _operations[index];

    /// <summary>
    /// A history of operations whose times are known. Of events at one and the same instant calls come first: where nothing tells
    /// which came first, operations count as concurrent. Only a client's own operations still follow each other.
    /// </summary>
    /// <exception cref="ArgumentException">A client has two operations at once.</exception>
    public static History Of(params IEnumerable<Operation> operations)
    {
        ArgumentNullException.ThrowIfNull(operations);
        return TimedOperations.ToHistory([.. operations]);
    }

    /// <summary>The history that a run's clients put out as <see cref="HistoryEvent"/>s; each node that does is a client.</summary>
    /// <exception cref="InvalidOperationException">The trace lacks its first rows, or a client returns what it did not call.</exception>
    public static History FromTrace(Trace trace) => FromTrace(trace, output => output as HistoryEvent);

    /// <summary>The history of a run whose clients put out something else that tells of calls and returns.</summary>
    /// <param name="trace">The run. A client that crashes never learns what became of its operation.</param>
    /// <param name="read">The event that an output tells of; <c>null</c> if none.</param>
    /// <exception cref="InvalidOperationException">The trace lacks its first rows, or a client returns what it did not call.</exception>
    public static History FromTrace(Trace trace, Func<object, HistoryEvent?> read)
    {
        ArgumentNullException.ThrowIfNull(trace);
        ArgumentNullException.ThrowIfNull(read);
        if (trace.Recorded > trace.Count)
            throw new InvalidOperationException($"The trace has kept the last {trace.Count} rows of {trace.Recorded} only. Give the simulation Trace.KeepAll().");
        var builder = new HistoryBuilder();
        foreach (var row in trace)
        {
            if (row.Kind == TraceKind.Output && read(row.Content!) is { } told)
                builder.Add(row.Node.Index, told, row.At);
            else if (row.Kind == TraceKind.Crash && builder.IsBusy(row.Node.Index))
                builder.Unknown(row.Node.Index, row.At);
        }
        return builder.ToHistory();
    }

    /// <summary>Calls and ends in their order. A client that gave up does so just before its next call.</summary>
    public IEnumerable<TimedHistoryEvent> Events()
    {
        var open = new Dictionary<int, int>();
        foreach (var (index, isCall) in EventOrder())
        {
            var operation = _operations[index];
            if (!isCall)
            {
                open.Remove(operation.Client);
                var end = operation.Outcome == OperationOutcome.Failed ? HistoryEvent.Fail : HistoryEvent.Return(operation.Result);
                yield return new(operation.Client, operation.ReturnedAt!.Value, end);
                continue;
            }
            if (open.ContainsKey(operation.Client))
                yield return new(operation.Client, operation.Invoked, HistoryEvent.Unknown);
            open[operation.Client] = index;
            yield return new(operation.Client, operation.Invoked, HistoryEvent.Invoke(operation.Call));
        }
    }

    /// <summary>The history as it stood after its first events: what was under way then has no answer in it.</summary>
    /// <param name="events">How many calls, returns and failures have happened, 0 to <see cref="EventCount"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are not so many.</exception>
    public History Prefix(int events)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(events);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(events, EventCount);
        var count = _calls.Count(place => place < events);
        var operations = new Operation[count];
        var returns = new int[count];
        for (var i = 0; i < count; i++)
        {
            var ended = _returns[i] < events;
            operations[i] = ended ? _operations[i] : Operation.Unknown(_operations[i].Client, _operations[i].Call, _operations[i].Invoked);
            returns[i] = ended ? _returns[i] : Never;
        }
        return new(operations, _calls[..count], returns, events, HasTimes);
    }

    /// <summary>Whether one operation ended before the other was called; both by their places.</summary>
    /// <exception cref="IndexOutOfRangeException">There is no such place.</exception>
    public bool Precedes(int earlier, int later) => _returns[earlier] < _calls[later];

    /// <inheritdoc/>
    public IEnumerator<Operation> GetEnumerator() => ((IEnumerable<Operation>)_operations).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <inheritdoc/>
    public bool Equals(History? other) =>
        ReferenceEquals(this, other)
        || (other is not null && HasTimes == other.HasTimes && _calls.AsSpan().SequenceEqual(other._calls)
            && _returns.AsSpan().SequenceEqual(other._returns) && _operations.AsSpan().SequenceEqual(other._operations));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as History);

    /// <inheritdoc/>
    public override int GetHashCode() => _operations.Aggregate(StableHash.Start, (hash, one) => StableHash.Mix(hash, (ulong)one.Call.GetHashCode())).GetHashCode();

    /// <summary>The events, one a line.</summary>
    public override string ToString() => string.Join('\n', Events());

    /// <summary>The place of an operation's call among all events.</summary>
    internal int CallPlace(int operation) => _calls[operation];

    /// <summary>The place of an operation's end among all events; <see cref="Never"/> if no answer came.</summary>
    internal int ReturnPlace(int operation) => _returns[operation];

    private IEnumerable<(int Operation, bool IsCall)> EventOrder()
    {
        var order = new (int Operation, bool IsCall)[EventCount];
        for (var i = 0; i < Count; i++)
        {
            order[_calls[i]] = (i, true);
            if (_returns[i] != Never)
                order[_returns[i]] = (i, false);
        }
        return order;
    }
}
