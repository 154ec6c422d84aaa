namespace DistLab.Web;

/// <summary>A process that is the device: the users.</summary>
internal sealed class DeviceRole : IWebRole
{
    private CancellationTokenSource _stop = new();

    public async Task<Reply> ObeyAsync(Order order, Action<Reply> say)
    {
        switch (order)
        {
            case Order.Send send:
                _stop = new();
                await new Device(WebProgram.Parse(send.Address), send.Load, send.Beginning, say).RunAsync(_stop.Token);
                return new Reply.Done();
            case Order.StopSending:
                await _stop.CancelAsync();
                return new Reply.Done();
            default:
                throw new InvalidOperationException($"A device does not know this order: {order}");
        }
    }
}
