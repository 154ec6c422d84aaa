using DistLab.Checking;
using DistLab.Protocols;

namespace DistLab.Core.Tests.Checking.Consistency;

/// <summary>Clients' reads and writes where each read returns some value that was written anywhere, or the first.</summary>
internal static class RandomSessions
{
    public static History Of(ulong seed, int clients, int operations)
    {
        var random = new RandomStream(seed);
        var keys = Enumerable.Range(0, operations).Select(_ => random.NextBelow(3) == 0 ? "y" : "x").ToArray();
        var isWrite = keys.Select(_ => random.NextBelow(2) == 0).ToArray();
        var builder = new HistoryBuilder();
        for (var i = 0; i < operations; i++)
        {
            var client = random.NextBelow(clients);
            var sources = Enumerable.Range(0, operations).Where(other => isWrite[other] && keys[other] == keys[i]).Select(other => other + 1).Append(0).ToList();
            if (isWrite[i])
                builder.Invoke(client, Call.Write(keys[i], i + 1)).Return(client);
            else
                builder.Invoke(client, Call.Read(keys[i])).Return(client, sources[random.NextBelow(sources.Count)]);
        }
        return builder.ToHistory();
    }
}
