using DistLab.Checking;
using DistLab.Protocols;

namespace DistLab.Core.Tests.Checking.Consistency;

/// <summary>
/// An object that several clients call at once. A call takes one or more steps; between two of them other calls may take theirs. What answers
/// in one step is correct, and what looks in one and acts in another is not.
/// </summary>
internal abstract class SteppedObject
{
    /// <summary>The steps of a call: nothing for a step that is not the last, an answer for the last.</summary>
    protected abstract IEnumerable<Value?> Steps(Call call);

    /// <summary>The history of clients that call one after the other what they are told to, in an order drawn from the seed.</summary>
    public History Run(ulong seed, int clients, int operations, Func<RandomStream, int, int, Call> draw)
    {
        var random = new RandomStream(seed);
        var builder = new HistoryBuilder();
        var (started, under) = (new int[clients], new IEnumerator<Value?>?[clients]);
        while (Enumerable.Range(0, clients).Any(client => started[client] < operations || under[client] is not null))
        {
            var client = random.NextBelow(clients);
            if (under[client] is { } steps)
            {
                steps.MoveNext();
                if (steps.Current is { } answer)
                {
                    builder.Return(client, answer);
                    under[client] = null;
                }
            }
            else if (started[client] < operations)
            {
                var call = draw(random, client, started[client]++);
                builder.Invoke(client, call);
                under[client] = Steps(call).GetEnumerator();
            }
        }
        return builder.ToHistory();
    }
}
