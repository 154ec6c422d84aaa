using System.Runtime.InteropServices;
using DistLab.Protocols;

namespace DistLab.Checking;

/// <summary>
/// Gathers a history event by event, in the order in which they happened. Add a call before it is sent and a return after it
/// came: an operation may then look longer than it was, which never accuses a system wrongly.
/// </summary>
/// <remarks>For one thread; clients on several threads take a lock around it.</remarks>
/// <example><code>
/// var history = new HistoryBuilder()
///     .Invoke(0, Call.Put("x", 1)).Invoke(1, Call.Get("x"))
///     .Return(0).Return(1, 1).ToHistory();
/// </code></example>
public sealed class HistoryBuilder
{
    private readonly List<Slot> _slots = [];
    private readonly Dictionary<int, int> _open = [];
    private Instant _last = new(long.MinValue);
    private bool _lacksTimes;

    /// <summary>How many calls, returns and failures have been added.</summary>
    public int EventCount { get; private set; }

    /// <summary>Whether a client has an operation under way.</summary>
    public bool IsBusy(int client) => _open.ContainsKey(client);

    /// <summary>A client calls.</summary>
    /// <param name="client">Who, a number from 0.</param>
    /// <param name="call">What.</param>
    /// <param name="at">When; a history in which any event lacks its time has no times.</param>
    /// <exception cref="InvalidOperationException">The client has an operation under way.</exception>
    public HistoryBuilder Invoke(int client, Call call, Instant? at = null) => Add(client, HistoryEvent.Invoke(call), at);

    /// <summary>The operation that a client has under way returns.</summary>
    /// <exception cref="InvalidOperationException">It has none.</exception>
    public HistoryBuilder Return(int client, Value result = default, Instant? at = null) => Add(client, HistoryEvent.Return(result), at);

    /// <summary>The operation that a client has under way is known not to have happened.</summary>
    /// <exception cref="InvalidOperationException">It has none.</exception>
    public HistoryBuilder Fail(int client, Instant? at = null) => Add(client, HistoryEvent.Fail, at);

    /// <summary>Nobody will know what became of the operation that a client has under way; the client may call again.</summary>
    /// <exception cref="InvalidOperationException">It has none.</exception>
    public HistoryBuilder Unknown(int client, Instant? at = null) => Add(client, HistoryEvent.Unknown, at);

    /// <summary>Adds an event. Its place in the order counts; a time before that of the last event is taken for the same time.</summary>
    /// <exception cref="InvalidOperationException">A client calls with an operation under way, or ends one without.</exception>
    public HistoryBuilder Add(int client, HistoryEvent told, Instant? at = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(client);
        ArgumentNullException.ThrowIfNull(told);
        var isBusy = _open.TryGetValue(client, out var index);
        if (told.Kind == HistoryEventKind.Invoke && isBusy)
            throw new InvalidOperationException($"Client {client} calls {told.Call} while its {_slots[index].Call} is under way. A client has one operation at a time.");
        if (told.Kind != HistoryEventKind.Invoke && !isBusy)
            throw new InvalidOperationException($"Client {client} has no operation under way that could end ({told}).");
        Keep(client, told, index, At(at));
        return this;
    }

    /// <summary>The history so far. What is still under way has no answer in it.</summary>
    public History ToHistory()
    {
        var operations = new Operation[_slots.Count];
        for (var i = 0; i < operations.Length; i++)
            operations[i] = _slots[i].ToOperation(_lacksTimes);
        return new(operations, [.. _slots.Select(slot => slot.CallPlace)], [.. _slots.Select(slot => slot.ReturnPlace)], EventCount, !_lacksTimes && operations.Length > 0);
    }

    /// <summary>Whether an operation can begin, or end, now.</summary>
    internal bool Takes(Operation operation, bool isCall) => _open.TryGetValue(operation.Client, out var index)
        ? !isCall && ReferenceEquals(_slots[index].Call, operation.Call) && _slots[index].Invoked == operation.Invoked
        : isCall;

    private Instant At(Instant? at)
    {
        _lacksTimes |= at is null;
        return _last = at is { } known && known > _last ? known : _last;
    }

    private void Keep(int client, HistoryEvent told, int index, Instant at)
    {
        if (told.Kind == HistoryEventKind.Invoke)
        {
            _open[client] = _slots.Count;
            _slots.Add(new(client, told.Call!, at, EventCount++));
            return;
        }
        _open.Remove(client);
        if (told.Kind != HistoryEventKind.Unknown)
            CollectionsMarshal.AsSpan(_slots)[index].End(told, at, EventCount++);
    }

    private struct Slot(int client, Call call, Instant invoked, int callPlace)
    {
        private OperationOutcome _outcome = OperationOutcome.Unknown;
        private Value _result;
        private Instant _returned;

        public readonly Call Call => call;

        public readonly Instant Invoked => invoked;

        public readonly int CallPlace => callPlace;

        public int ReturnPlace { get; private set; } = History.Never;

        public void End(HistoryEvent told, Instant at, int place)
        {
            _outcome = told.Kind == HistoryEventKind.Fail ? OperationOutcome.Failed : OperationOutcome.Returned;
            (_result, _returned, ReturnPlace) = (told.Result, at, place);
        }

        public readonly Operation ToOperation(bool lacksTimes)
        {
            var (from, to) = lacksTimes ? (new Instant(callPlace), new Instant(ReturnPlace)) : (invoked, _returned);
            return _outcome switch
            {
                OperationOutcome.Returned => Operation.Returned(client, call, _result, from, to),
                OperationOutcome.Failed => Operation.Failed(client, call, from, to),
                _ => Operation.Unknown(client, call, from),
            };
        }
    }
}
