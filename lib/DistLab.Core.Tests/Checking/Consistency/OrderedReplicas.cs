using DistLab.Checking;
using DistLab.Protocols;

namespace DistLab.Core.Tests.Checking.Consistency;

/// <summary>
/// Replicas of two registers that all take the same writes in the same order, each at its own pace. A client reads from its own replica at once.
/// It is sequentially consistent if a write returns only when the writer's replica has it (Attiya and Welch 1994, their fast-read algorithm).
/// </summary>
internal sealed class OrderedReplicas(bool waits)
{
    private const int Clients = 3;

    private readonly List<Call> _order = [];
    private readonly int[] _taken = new int[Clients];

    public History Run(ulong seed)
    {
        var random = new RandomStream(seed);
        var builder = new HistoryBuilder();
        for (var (operation, written) = (0, 0); operation < 12; operation++)
        {
            var client = random.NextBelow(Clients);
            Value key = random.NextBool(0.5) ? "x" : "y";
            if (random.NextBool(0.5))
            {
                var write = Call.Write(key, ++written);
                builder.Invoke(client, write);
                _order.Add(write);
                if (waits)
                    _taken[client] = _order.Count;
                builder.Return(client);
            }
            else
            {
                builder.Invoke(client, Call.Read(key)).Return(client, _order.Take(_taken[client]).LastOrDefault(write => write.Key == key)?.Argument ?? 0);
            }
            var replica = random.NextBelow(Clients);
            _taken[replica] = Math.Min(_order.Count, _taken[replica] + random.NextBelow(3));
        }
        return builder.ToHistory();
    }
}
