namespace DistLab.LoadBalancing;

internal sealed class RandomChoice : BalancingPolicy
{
    public override string Name => "random";

    public override int Choose(ReadOnlySpan<ServerLoad> servers, long turn, ulong? key, Func<int, int> chance) =>
        servers.IsEmpty ? -1 : chance(servers.Length);
}
