using DistLab.Checking;
using DistLab.Protocols;

namespace DistLab.Core.Tests.Checking.Consistency;

/// <summary>What is wrong with a simulated store.</summary>
internal enum StoreFault
{
    None,
    StaleRead,
    LostAppend,
    TwiceApplied,
}

/// <summary>
/// Histories of the shape of porcupine's test data, made anew from a seed: many clients get, put and append under ten keys, all at once.
/// </summary>
internal static class SimulatedStore
{
    public static History Run(int clients, int operations, ulong seed, StoreFault fault = StoreFault.None)
    {
        var random = new RandomStream(seed);
        var builder = new HistoryBuilder();
        var (now, before) = (new Dictionary<Value, string>(), new Dictionary<Value, string>());
        var pending = new (Call Call, bool IsDone, Value Answer)?[clients];
        var faultAt = operations / 2;
        for (var started = 0; started < operations || pending.Any(one => one is not null);)
        {
            var client = random.NextBelow(clients);
            if (pending[client] is not { } one)
            {
                if (started < operations)
                    builder.Invoke(client, (pending[client] = (Draw(random, client, started++), false, default)).Value.Call);
            }
            else if (!one.IsDone)
            {
                var isFaulty = started >= faultAt && fault != StoreFault.None && IsHit(fault, one.Call, now, before);
                pending[client] = one with { IsDone = true, Answer = Apply(one.Call, now, before, isFaulty ? fault : StoreFault.None) };
                fault = isFaulty ? StoreFault.None : fault;
            }
            else
            {
                builder.Return(client, one.Answer);
                pending[client] = null;
            }
        }
        foreach (var key in Enumerable.Range(0, 10).Select(key => (Value)key.ToString()))
            builder.Invoke(0, Call.Get(key)).Return(0, now.GetValueOrDefault(key, ""));
        return builder.ToHistory();
    }

    private static Call Draw(RandomStream random, int client, int number)
    {
        Value key = random.NextBelow(10).ToString();
        var value = $"x {client} {number} y";
        return random.NextBelow(4) switch { 0 => Call.Put(key, value), 1 => Call.Append(key, value), _ => Call.Get(key) };
    }

    // A fault at a place where nobody could notice would be none.
    private static bool IsHit(StoreFault fault, Call call, Dictionary<Value, string> now, Dictionary<Value, string> before) => fault switch
    {
        StoreFault.StaleRead => call.Name == "get" && before.TryGetValue(call.Key, out var old) && old != now[call.Key] && old.Length > 0,
        _ => call.Name == "append",
    };

    private static Value Apply(Call call, Dictionary<Value, string> now, Dictionary<Value, string> before, StoreFault fault)
    {
        var held = now.GetValueOrDefault(call.Key, "");
        if (call.Name == "get")
            return fault == StoreFault.StaleRead ? before[call.Key] : held;
        if (fault == StoreFault.LostAppend)
            return Value.Nil;
        before[call.Key] = held;
        var addition = call.Argument.AsText! + (fault == StoreFault.TwiceApplied ? call.Argument.AsText : "");
        now[call.Key] = call.Name == "put" ? addition : held + addition;
        return Value.Nil;
    }
}
