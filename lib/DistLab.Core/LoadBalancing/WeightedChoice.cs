namespace DistLab.LoadBalancing;

internal sealed class WeightedChoice : BalancingPolicy
{
    public override string Name => "weighted";

    public override int Choose(ReadOnlySpan<ServerLoad> servers, long turn, ulong? key, Func<int, int> chance)
    {
        var total = 0;
        foreach (ref readonly var server in servers)
            total += server.Weight;
        if (total == 0)
            return -1;
        var drawn = chance(total);
        var place = 0;
        while (drawn >= servers[place].Weight)
            drawn -= servers[place++].Weight;
        return place;
    }
}
