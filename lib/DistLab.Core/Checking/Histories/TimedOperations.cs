using DistLab.Protocols;

namespace DistLab.Checking;

/// <summary>Puts operations of known times into the order of their events.</summary>
internal static class TimedOperations
{
    public static History ToHistory(IReadOnlyList<Operation> operations)
    {
        var builder = new HistoryBuilder();
        var events = operations.Select(operation => (At: operation.Invoked, Operation: operation, IsCall: true))
            .Concat(operations.Where(operation => operation.ReturnedAt is not null).Select(operation => (At: operation.ReturnedAt!.Value, Operation: operation, IsCall: false)));
        foreach (var instant in events.GroupBy(one => one.At).OrderBy(group => group.Key))
            AddInstant(builder, instant.Key, [.. instant.Select(one => (one.Operation, one.IsCall))]);
        return builder.ToHistory();
    }

    // Calls before returns, as nothing tells which came first; but a client calls only after its last operation has ended.
    private static void AddInstant(HistoryBuilder builder, Instant at, List<(Operation Operation, bool IsCall)> events)
    {
        while (events.Count > 0)
        {
            var before = events.Count;
            foreach (var wantsCall in (bool[])[true, false])
            {
                var rest = new List<(Operation Operation, bool IsCall)>();
                foreach (var (operation, isCall) in events)
                {
                    if (isCall == wantsCall && builder.Takes(operation, isCall))
                        Add(builder, operation, isCall, at);
                    else
                        rest.Add((operation, isCall));
                }
                events = rest;
            }
            if (events.Count == before)
                throw new ArgumentException($"Client {events[0].Operation.Client} calls {events[0].Operation.Call} at {at} while its operation before is under way. A client has one operation at a time.");
        }
    }

    private static void Add(HistoryBuilder builder, Operation operation, bool isCall, Instant at)
    {
        if (!isCall)
        {
            builder.Add(operation.Client, operation.Outcome == OperationOutcome.Failed ? HistoryEvent.Fail : HistoryEvent.Return(operation.Result), at);
            return;
        }
        builder.Invoke(operation.Client, operation.Call, at);
        if (operation.Outcome == OperationOutcome.Unknown)
            builder.Unknown(operation.Client, at);
    }
}
