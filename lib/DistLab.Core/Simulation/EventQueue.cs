using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Runtime.CompilerServices;
using DistLab.Protocols;

namespace DistLab.Simulation;

/// <summary>
/// The future of a simulation: events by time, those of the same time in the order of their insertion.
/// Insertion, removal of the first and cancellation take constant time on average, whatever the number of events, and
/// allocate nothing once the queue has grown to its working size.
/// </summary>
/// <remarks>
/// <para>A calendar queue (Brown 1988) in several levels, as in a hierarchical timing wheel (Varghese and Lauck 1987). Time is
/// cut into days of 2^shift nanoseconds. The events of today are a short sorted list. A later day's events lie unsorted in a
/// bucket: on level 0 if the day differs from today in its last ten bits only, on level 1 if in the ten bits before, and so
/// on. When today is over, the next bucket is opened: one of level 0 is sorted, one of a higher level is dealt out to the
/// levels below. The length of a day follows the density of events, so that few are sorted at once.</para>
/// <para>Nothing ever reorders two events of the same time: such events are always in the same bucket, buckets are first in,
/// first out, and the sort is stable.</para>
/// </remarks>
/// <typeparam name="TEvent">What happens.</typeparam>
public sealed class EventQueue<TEvent>
{
    private const int FewEvents = 16;
    private const int CrowdedDay = 64;
    private const int LeastEventsBetweenRebuilds = 256;

    private readonly CalendarLevels _levels = new();
    private Slot[] _slots = new Slot[64];
    private int _usedSlots;
    private int _freeSlot = -1;

    private QueueEntry[] _today = new QueueEntry[64];
    private QueueEntry[] _dealing = [];
    private int _todayHead;
    private int _todayEnd;

    private int _shift;
    private long _day = long.MaxValue;
    private int _stale;
    private long _insertedSinceRebuild;
    private long _removedSinceRebuild;
    private long _timeOfRebuild;

    /// <summary>How many events are waiting.</summary>
    public int Count { get; private set; }

    /// <summary>The time of the event that was removed last: no event can be inserted before it.</summary>
    public Instant Now { get; private set; }

    /// <summary>Inserts an event, after all others of the same time.</summary>
    /// <returns>A handle to cancel it with.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The time lies before <see cref="Now"/>.</exception>
    public EventHandle Enqueue(Instant at, TEvent item)
    {
        Enqueue(at, out var handle) = item;
        return handle;
    }

    /// <summary>Removes the first event, if there is one.</summary>
    public bool TryDequeue(out Instant at, [MaybeNullWhen(false)] out TEvent item) =>
        TryDequeue(Instant.MaxValue, out at, out item);

    /// <summary>Removes the first event, if there is one no later than <paramref name="limit"/>.</summary>
    public bool TryDequeue(Instant limit, out Instant at, [MaybeNullWhen(false)] out TEvent item)
    {
        if (!TryDequeue(limit, out at, out int slot))
        {
            item = default;
            return false;
        }
        ref var held = ref Held(slot);
        item = held;
        if (RuntimeHelpers.IsReferenceOrContainsReferences<TEvent>())
            held = default!;
        Release(slot);
        return true;
    }

    /// <summary>Removes the first event, but leaves it where it stands until <see cref="Release"/>.</summary>
    internal bool TryDequeue(Instant limit, out Instant at, out int slot)
    {
        while (true)
        {
            while (_todayHead < _todayEnd)
            {
                ref readonly var entry = ref _today[_todayHead];
                var time = entry.Time;
                slot = (int)entry.Ticket;
                if (_slots[slot].Generation != (uint)(entry.Ticket >> 32))
                {
                    _todayHead++;
                    _stale--;
                    continue;
                }
                if (time > limit.Nanoseconds)
                    goto None;
                _todayHead++;
                _removedSinceRebuild++;
                Now = at = new(time);
                return true;
            }
            _todayHead = _todayEnd = 0;
            if (Count == 0 || !OpenNextDay(limit.Nanoseconds))
                goto None;
        }
    None:
        at = default;
        slot = -1;
        return false;
    }

    /// <summary>An event that was removed and not yet released; to be read before any other call.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal ref TEvent Held(int slot) => ref _slots[slot].Event;

    /// <summary>Gives the place of a removed event free. What the event refers to is for the caller to clear.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Release(int slot) => ReleaseSlot(slot, ref _slots[slot]);

    /// <summary>Inserts an event that the caller fills in where it stands, before any other call.</summary>
    internal ref TEvent Enqueue(Instant at, out EventHandle handle)
    {
        if (at < Now)
            ThrowPast(at);
        var slot = TakeSlot();
        ref var held = ref _slots[slot];
        handle = new(slot, held.Generation);
        if (Count == 0 && _todayHead == _todayEnd && _levels.Count == 0)
            _day = long.MaxValue; // With so few events, all of time is one day.
        Count++;
        _insertedSinceRebuild++;
        Place(at.Nanoseconds, ((ulong)held.Generation << 32) | (uint)slot);
        if (_todayEnd - _todayHead > FewEvents && TodayIsTooLong())
            Rebuild(ShiftFor(SpreadOfToday()));
        return ref held.Event;
    }

    /// <summary>Takes an event out of the queue, in constant time.</summary>
    /// <returns>False if it had happened, or been cancelled, before.</returns>
    public bool Cancel(EventHandle handle)
    {
        if ((uint)handle.Slot >= (uint)_usedSlots || handle.Generation == 0)
            return false;
        ref var slot = ref _slots[handle.Slot];
        if (slot.Generation != handle.Generation)
            return false;
        slot.Event = default!;
        ReleaseSlot(handle.Slot, ref slot);
        // The entry stays where it is, known as stale by its generation. Too many of them are swept out together.
        if (++_stale > Math.Max(1024, 2 * Count))
            Rebuild(_shift);
        return true;
    }

    private static void ThrowPast(Instant at) =>
        throw new ArgumentOutOfRangeException(nameof(at), at, "An event cannot be inserted before the one that was removed last.");

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Place(long time, ulong ticket)
    {
        var day = time >> _shift;
        if (day > _day)
            _levels.Add(day, _day, time, ticket);
        else if (_todayHead == _todayEnd)
            InsertAlone(time, ticket);
        else
            InsertToday(time, ticket);
    }

    private void InsertAlone(long time, ulong ticket)
    {
        _todayHead = 0;
        _todayEnd = 1;
        ref var entry = ref _today[0];
        entry.Time = time;
        entry.Ticket = ticket;
    }

    private void InsertToday(long time, ulong ticket)
    {
        if (_todayEnd == _today.Length)
            MakeRoomToday();
        var today = _today;
        var place = _todayEnd++;
        if (place - _todayHead > FewEvents)
        {
            var end = place;
            place = PlaceAfterEquals(today.AsSpan(_todayHead, end - _todayHead), time) + _todayHead;
            today.AsSpan(place, end - place).CopyTo(today.AsSpan(place + 1));
        }
        else
        {
            for (; place > _todayHead && today[place - 1].Time > time; place--)
                today[place] = today[place - 1];
        }
        ref var entry = ref today[place];
        entry.Time = time;
        entry.Ticket = ticket;
    }

    private static int PlaceAfterEquals(ReadOnlySpan<QueueEntry> sorted, long time)
    {
        int low = 0, high = sorted.Length;
        while (high - low > FewEvents)
        {
            var middle = (low + high) >>> 1;
            if (sorted[middle].Time <= time)
                low = middle + 1;
            else
                high = middle;
        }
        while (high > low && sorted[high - 1].Time > time)
            high--;
        return high;
    }

    private void MakeRoomToday()
    {
        var held = _todayEnd - _todayHead;
        var room = held * 2 > _today.Length ? new QueueEntry[_today.Length * 2] : _today;
        Array.Copy(_today, _todayHead, room, 0, held);
        _today = room;
        _todayHead = 0;
        _todayEnd = held;
    }

    private bool OpenNextDay(long limit)
    {
        if (_removedSinceRebuild >= Math.Max(LeastEventsBetweenRebuilds, Count))
            Retune();
        while (_todayEnd == 0)
        {
            if (!_levels.TryFindNext(_day, out var level, out var bucket, out var firstDay) || firstDay > limit >> _shift)
                return false;
            var size = _levels.SizeOf(level, bucket);
            if (level == 0 && size > CrowdedDay && _shift > 0 && 2 * (_insertedSinceRebuild + _removedSinceRebuild) >= Count)
            {
                Rebuild(Math.Max(0, _shift - BitOperations.Log2((uint)size) + 1));
                continue;
            }
            _day = firstDay;
            if (level == 0)
                OpenBucket(bucket, size);
            else
                DealOut(level, bucket, size);
        }
        return true;
    }

    private void OpenBucket(int bucket, int size)
    {
        if (_today.Length < size)
            _today = new QueueEntry[BitOperations.RoundUpToPowerOf2((uint)size)];
        _levels.Drain(0, bucket, _today);
        _todayEnd = size;
        if (size > 1)
            StableSort.ByTime(_today, size);
    }

    private void DealOut(int level, int bucket, int size)
    {
        if (_dealing.Length < size)
            _dealing = new QueueEntry[BitOperations.RoundUpToPowerOf2((uint)size)];
        _levels.Drain(level, bucket, _dealing);
        foreach (ref readonly var entry in _dealing.AsSpan(0, size))
            Place(entry.Time, entry.Ticket);
    }

    private void Retune()
    {
        var ideal = ShiftFor((Now.Nanoseconds - _timeOfRebuild) / (double)_removedSinceRebuild);
        if (Math.Abs(ideal - _shift) > 1 || _stale > Count)
            Rebuild(ideal);
        _removedSinceRebuild = 0;
        _timeOfRebuild = Now.Nanoseconds;
    }

    // Insertions that crowd into today cut the calendar anew, at most once for each doubling: else filling it would be quadratic.
    private bool TodayIsTooLong() => _day == long.MaxValue
        || (_todayEnd - _todayHead > 4 * CrowdedDay && _shift > 0 && 2 * (_insertedSinceRebuild + _removedSinceRebuild) >= Count);

    // A day of eight mean distances: opening one is dearer than sorting eight events (measured: 1, 2 and 4 are slower at 100 events, 16 gains nothing).
    private static int ShiftFor(double meanDistance) => Math.Clamp((int)Math.Round(Math.Log2((8 * meanDistance) + 1)), 0, 62);

    private double SpreadOfToday() =>
        (_today[_todayEnd - 1].Time - (double)_today[_todayHead].Time) / (_todayEnd - _todayHead);

    private void Rebuild(int shift)
    {
        var all = new QueueEntry[_todayEnd - _todayHead + _levels.Count];
        _today.AsSpan(_todayHead, _todayEnd - _todayHead).CopyTo(all);
        _levels.DrainAll(all.AsSpan(_todayEnd - _todayHead));
        _todayHead = _todayEnd = 0;
        _shift = shift;
        _day = Now.Nanoseconds >> shift;
        foreach (ref readonly var entry in all.AsSpan())
        {
            if (_slots[(int)entry.Ticket].Generation == (uint)(entry.Ticket >> 32))
                Place(entry.Time, entry.Ticket);
        }
        _stale = 0;
        _insertedSinceRebuild = 0;
        _removedSinceRebuild = 0;
        _timeOfRebuild = Now.Nanoseconds;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int TakeSlot()
    {
        var slot = _freeSlot;
        if (slot >= 0)
        {
            _freeSlot = _slots[slot].NextFree;
            return slot;
        }
        if (_usedSlots == _slots.Length)
            Array.Resize(ref _slots, _slots.Length * 2);
        _slots[_usedSlots].Generation = 1;
        return _usedSlots++;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void ReleaseSlot(int index, ref Slot slot)
    {
        if (++slot.Generation == 0)
            slot.Generation = 1;
        slot.NextFree = _freeSlot;
        _freeSlot = index;
        Count--;
    }

    private struct Slot
    {
        public TEvent Event;
        public uint Generation;
        public int NextFree;
    }
}
