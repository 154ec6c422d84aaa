using System.Collections.Concurrent;

namespace DistLab.Web;

/// <summary>A process that is the device: the users.</summary>
internal sealed class DeviceRole : IWebRole
{
    private readonly ConcurrentDictionary<int, CancellationTokenSource> _runs = new();

    public async Task<Reply> ObeyAsync(Order order, Action<Reply> say)
    {
        switch (order)
        {
            case Order.Send send:
                var stop = _runs.GetOrAdd(send.Run, _ => new());
                await new Device(WebProgram.Parse(send.Address), send.Load, send.Beginning, say).RunAsync(stop.Token);
                return new Reply.Done();
            case Order.StopSending stopping:
                await _runs.GetOrAdd(stopping.Run, _ => new()).CancelAsync();
                return new Reply.Done();
            default:
                throw new InvalidOperationException($"A device does not know this order: {order}");
        }
    }
}
