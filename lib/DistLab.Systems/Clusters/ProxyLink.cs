using System.Net;
using DistLab.Protocols;
using DistLab.Simulation;

namespace DistLab.Systems;

/// <summary>
/// The way of messages from one node to another through the cluster's proxy, which treats them as the simulator's network
/// does: a cut, a loss or a receiver that is down costs a message, a delay holds it up.
/// </summary>
internal sealed class ProxyLink(NodeId from, NodeId to, Link link, RandomStream random, RunClock clock, DelayLine line, Action<NodeId, NodeId, byte[]> lost) : IAsyncDisposable
{
    private readonly Lock _lock = new();
    private Link _link = link;
    private LinkFaults _faults;
    private OutgoingLink? _onward;
    private IPEndPoint? _target;
    private Instant _lastArrival;
    private bool _isCut;
    private bool _isDown;

    /// <summary>What the link does to messages.</summary>
    public Link Link
    {
        get => _link;
        set
        {
            lock (_lock)
                _link = value;
        }
    }

    /// <summary>Puts the link through a fault, or mends it.</summary>
    public void Apply(Fault fault)
    {
        lock (_lock)
        {
            _isCut = fault.Kind switch { FaultKind.Cut => true, FaultKind.Mend => false, _ => _isCut };
            _faults = _faults.After(fault);
        }
    }

    /// <summary>Whether messages are lost, those under way among them.</summary>
    public bool IsCut
    {
        get => _isCut;
        set
        {
            lock (_lock)
                _isCut = value;
        }
    }

    /// <summary>Whether messages get through to the receiver's process; true where nobody has sent any yet.</summary>
    public bool IsOpen
    {
        get
        {
            lock (_lock)
                return _onward is null or { IsConnected: true };
        }
    }

    /// <summary>Says where the receiver is; null when it is down.</summary>
    public void MoveTarget(IPEndPoint? target)
    {
        lock (_lock)
        {
            _isDown = target is null;
            if (target is null)
            {
                _onward?.Clear();
                return;
            }
            _target = target;
            _onward?.Call(target);
        }
    }

    /// <summary>Makes sure that there is a connection onward; for the greeting of the sender.</summary>
    /// <param name="make">Makes it if there is none.</param>
    /// <returns>Done when the receiver has agreed once.</returns>
    public Task ExpectAsync(Func<OutgoingLink> make)
    {
        lock (_lock)
        {
            if (_onward is null)
            {
                _onward = make();
                if (_target is not null)
                    _onward.Call(_target);
            }
            return _onward.FirstConnected;
        }
    }

    /// <summary>Takes a frame on its way.</summary>
    public void Carry(ReadOnlySpan<byte> frame)
    {
        lock (_lock)
        {
            if (Happens(_link.Duplication) || Happens(_faults.Duplication))
                CarryCopy(frame);
            CarryCopy(frame);
        }
    }

    public ValueTask DisposeAsync() => _onward?.DisposeAsync() ?? ValueTask.CompletedTask;

    private void CarryCopy(ReadOnlySpan<byte> frame)
    {
        var now = clock.Now;
        var arrival = ArrivalAfter(now);
        if (_isCut || Happens(_link.Loss) || Happens(_faults.Loss))
        {
            lost(from, to, frame.ToArray());
            return;
        }
        if (arrival <= now)
        {
            Arrive(frame);
            return;
        }
        var copy = frame.ToArray();
        line.Add(arrival, () =>
        {
            lock (_lock)
                Arrive(copy);
        });
    }

    private Instant ArrivalAfter(Instant now)
    {
        var arrival = now + _link.Delay.Sample(random);
        if (_faults.Extra is { } extra)
            arrival += extra.Sample(random);
        if (_link.InOrder)
            _lastArrival = arrival = arrival > _lastArrival ? arrival : _lastArrival;
        if (Happens(_link.Reordering))
            arrival += (_link.ReorderingDelay ?? Delay.Constant(_link.Delay.Mean)).Sample(random);
        if (Happens(_faults.Reordering))
            arrival += _faults.HoldBack!.Sample(random);
        return arrival;
    }

    private bool Happens(double probability) => probability > 0 && random.NextBool(probability);

    private void Arrive(ReadOnlySpan<byte> frame)
    {
        if (!_isCut && !_isDown && _onward is { IsConnected: true } onward && onward.TryQueue(frame))
            onward.Send();
        else
            lost(from, to, frame.ToArray());
    }
}
