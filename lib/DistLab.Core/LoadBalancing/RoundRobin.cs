namespace DistLab.LoadBalancing;

internal sealed class RoundRobin : BalancingPolicy
{
    public override string Name => "round robin";

    public override int Choose(ReadOnlySpan<ServerLoad> servers, long turn, ulong? key, Func<int, int> chance) =>
        servers.IsEmpty ? -1 : (int)((ulong)turn % (ulong)servers.Length);
}
