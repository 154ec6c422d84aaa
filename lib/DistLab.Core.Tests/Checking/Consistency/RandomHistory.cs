using DistLab.Checking;
using DistLab.Protocols;

namespace DistLab.Core.Tests.Checking.Consistency;

/// <summary>
/// Histories of a real object with operations that overlap, get lost or fail, in which some answers are then made wrong: about half
/// of them are linearizable.
/// </summary>
internal static class RandomHistory
{
    public static History Of<TState>(ISequentialModel<TState> model, Func<RandomStream, int, Call> draw, ulong seed, int clients = 3, int operations = 6, double wrong = 0.4)
        where TState : notnull
    {
        var random = new RandomStream(seed);
        var builder = new HistoryBuilder();
        var states = new Dictionary<Value, TState>();
        var pending = new Pending?[clients];
        var answers = new List<Value> { Value.Nil };
        for (var started = 0; started < operations || pending.Any(one => one is not null);)
        {
            var client = random.NextBelow(clients);
            if (pending[client] is not { } under)
            {
                if (started >= operations)
                    continue;
                pending[client] = new(draw(random, client), null);
                builder.Invoke(client, pending[client]!.Call);
                started++;
            }
            else if (under.Answer is null && Apply(model, states, under.Call) is { } answer)
            {
                pending[client] = under with { Answer = answer };
                answers.Add(answer);
            }
            else
            {
                pending[client] = null;
                End(builder, client, under, random, answers, wrong);
            }
        }
        return builder.ToHistory();
    }

    public static Call RegisterCall(RandomStream random, int client) => random.NextBelow(4) switch
    {
        0 or 1 => Call.Read(),
        2 => Call.Write(random.NextBelow(3)),
        _ => Call.CompareAndSet(random.NextBelow(3), random.NextBelow(3)),
    };

    public static Call KeyValueCall(RandomStream random, int client)
    {
        var key = random.NextBelow(2) == 0 ? "x" : "y";
        return random.NextBelow(4) switch
        {
            0 or 1 => Call.Get(key),
            2 => Call.Put(key, random.NextBelow(2) == 0 ? "a" : "b"),
            _ => Call.Append(key, random.NextBelow(2) == 0 ? "a" : "c"),
        };
    }

    public static Call QueueCall(RandomStream random, int client) =>
        random.NextBelow(2) == 0 ? new("enqueue", Value.Nil, random.NextBelow(3)) : new("dequeue", Value.Nil, Value.Nil);

    public static Call LockCall(RandomStream random, int client) => random.NextBelow(5) switch
    {
        0 => new("holder", Value.Nil, Value.Nil),
        1 or 2 => new("release", Value.Nil, client),
        _ => new("acquire", Value.Nil, client),
    };

    public static Call CounterCall(RandomStream random, int client) =>
        random.NextBelow(2) == 0 ? new("add", Value.Nil, 1 + random.NextBelow(2)) : Call.Read();

    public static Call SetCall(RandomStream random, int client) => random.NextBelow(5) switch
    {
        0 => new("add", Value.Nil, random.NextBelow(2)),
        1 => new("remove", Value.Nil, random.NextBelow(2)),
        2 or 3 => new("contains", Value.Nil, random.NextBelow(2)),
        _ => Call.Read(),
    };

    private static Value? Apply<TState>(ISequentialModel<TState> model, Dictionary<Value, TState> states, Call call)
        where TState : notnull
    {
        var part = model.PartOf(call);
        if (model.Apply(states.GetValueOrDefault(part, model.Initial), call) is not { } answer)
            return null;
        states[part] = answer.State;
        return answer.Result;
    }

    // What took no effect may fail or get lost; what took effect may get lost too.
    private static void End(HistoryBuilder builder, int client, Pending under, RandomStream random, List<Value> answers, double wrong)
    {
        if (under.Answer is null && random.NextBool(0.5))
            builder.Fail(client);
        else if (under.Answer is null || random.NextBool(0.1))
            builder.Unknown(client);
        else
            builder.Return(client, random.NextBool(wrong) ? answers[random.NextBelow(answers.Count)] : under.Answer.Value);
    }

    private sealed record Pending(Call Call, Value? Answer);
}
