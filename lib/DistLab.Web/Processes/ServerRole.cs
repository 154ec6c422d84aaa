namespace DistLab.Web;

/// <summary>A process that is a server.</summary>
internal sealed class ServerRole : IWebRole
{
    private ItemServer? _server;

    public async Task<Reply> ObeyAsync(Order order, Action<Reply> say)
    {
        switch (order)
        {
            case Order.BeServer be:
                _server = await ItemServer.StartAsync(be.Name, be.Port, be.Options, be.Secret);
                return new Reply.Listening(_server.Address.ToString());
            case Order.SetSlowness set when _server is not null:
                _server.Slowness = set.Factor;
                return new Reply.Done();
            default:
                throw new InvalidOperationException($"A server does not know this order: {order}");
        }
    }
}
