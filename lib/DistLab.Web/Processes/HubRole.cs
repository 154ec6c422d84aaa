namespace DistLab.Web;

/// <summary>A process that is the hub.</summary>
internal sealed class HubRole : IWebRole
{
    private HubServer? _hub;

    private HubServer Hub => _hub ?? throw new InvalidOperationException("The hub has not begun.");

    public async Task<Reply> ObeyAsync(Order order, Action<Reply> say)
    {
        switch (order)
        {
            case Order.BeHub be:
                var hub = new HubServer(be.Options);
                await hub.StartAsync();
                _hub = hub;
                return new Reply.Listening(hub.Address.ToString());
            case Order.Add add:
                Hub.Servers.Add(add.Servers.Select(Make));
                break;
            case Order.Drain drain:
                await Hub.Servers.Find(drain.Server).DrainAsync();
                break;
            case Order.Reopen reopen:
                Hub.Servers.Find(reopen.Server).Reopen();
                break;
            case Order.Remove remove:
                Hub.Servers.Remove(Hub.Servers.Find(remove.Server));
                break;
            case Order.SetWeight set:
                Hub.Servers.Find(set.Server).Weight = set.Weight;
                break;
            case Order.Switch change:
                await Hub.SwitchAsync([.. change.Servers.Select(Make)], change.Patience);
                break;
            case Order.AskStatus:
                return new Reply.Status(Hub.Status);
            default:
                throw new InvalidOperationException($"A hub does not know this order: {order}");
        }
        return new Reply.Done();
    }

    private Upstream Make(ServerAddress server) => Hub.Make(server.Name, WebProgram.Parse(server.Address), server.Weight);
}
