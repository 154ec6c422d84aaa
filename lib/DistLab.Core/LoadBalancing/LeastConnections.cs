namespace DistLab.LoadBalancing;

internal sealed class LeastConnections : BalancingPolicy
{
    public override string Name => "least connections";

    public override int Choose(ReadOnlySpan<ServerLoad> servers, long turn, ulong? key, Func<int, int> chance)
    {
        if (servers.IsEmpty)
            return -1;
        // Beginning elsewhere each time, servers that are equally busy take turns: otherwise an idle system would use its first one only.
        var first = (int)((ulong)turn % (ulong)servers.Length);
        var best = first;
        for (var i = 1; i < servers.Length; i++)
        {
            var other = first + i < servers.Length ? first + i : first + i - servers.Length;
            if (Burden.IsLess(servers[other], servers[best]))
                best = other;
        }
        return best;
    }
}
