namespace DistLab.Simulation;

/// <summary>The timers of one node, by their value. Most nodes have few: they are looked through, not hashed.</summary>
/// <remarks>A timer that is over keeps its place, with an empty handle: mostly it is set again.</remarks>
internal sealed class TimerTable<TMessage>
    where TMessage : class
{
    private const int Few = 12;

    private (TMessage Timer, EventHandle Handle)[] _some = [];
    private int _count;
    private Dictionary<TMessage, EventHandle>? _many;

    /// <summary>The handles of all timers that run.</summary>
    public IEnumerable<EventHandle> Handles => _many is { } many
        ? many.Values
        : _some.Take(_count).Select(entry => entry.Handle).Where(handle => handle != default);

    /// <summary>The handle of a timer; empty if it does not run.</summary>
    public EventHandle Of(TMessage timer) => Exchange(timer, default, isRead: true);

    /// <summary>Sets a timer; with an empty handle, it runs no more.</summary>
    /// <returns>The handle that it had; empty if it did not run.</returns>
    public EventHandle Set(TMessage timer, EventHandle handle) => Exchange(timer, handle, isRead: false);

    public void Clear()
    {
        _some.AsSpan(0, _count).Clear();
        _count = 0;
        _many = null;
    }

    private EventHandle Exchange(TMessage timer, EventHandle handle, bool isRead)
    {
        if (_many is not null)
            return ExchangeInMany(_many, timer, handle, isRead);
        var place = PlaceOf(timer);
        if (place < 0)
        {
            if (handle != default)
                Append(timer, handle);
            return default;
        }
        var former = _some[place].Handle;
        if (!isRead)
            _some[place].Handle = handle;
        return former;
    }

    private static EventHandle ExchangeInMany(Dictionary<TMessage, EventHandle> many, TMessage timer, EventHandle handle, bool isRead)
    {
        var former = many.GetValueOrDefault(timer);
        if (handle != default)
            many[timer] = handle;
        else if (!isRead)
            many.Remove(timer);
        return former;
    }

    // A protocol mostly names a timer by one and the same object: comparing references first spares comparing values.
    private int PlaceOf(TMessage timer)
    {
        var some = _some.AsSpan(0, _count);
        for (var i = 0; i < some.Length; i++)
        {
            if (ReferenceEquals(some[i].Timer, timer))
                return i;
        }
        for (var i = 0; i < some.Length; i++)
        {
            if (some[i].Timer.Equals(timer))
                return i;
        }
        return -1;
    }

    private void Append(TMessage timer, EventHandle handle)
    {
        if (_count == Few)
            MakeRoom();
        if (_many is not null)
        {
            _many[timer] = handle;
            return;
        }
        if (_count == _some.Length)
            Array.Resize(ref _some, Math.Max(2, _count * 2));
        _some[_count++] = (timer, handle);
    }

    private void MakeRoom()
    {
        var running = _some.Take(_count).Where(entry => entry.Handle != default).ToArray();
        Clear();
        if (running.Length > Few / 2)
            _many = running.ToDictionary(entry => entry.Timer, entry => entry.Handle);
        foreach (var (timer, handle) in running)
            Set(timer, handle);
    }
}
