using DistLab.Checking.Orders;

namespace DistLab.Checking;

/// <summary>One check of one history, object by object.</summary>
internal sealed class LinearizabilityCheck<TState>(History history, ISequentialModel<TState> model, SearchBound bound, bool byParts)
    where TState : notnull
{
    private const long FirstSteps = 4_000;
    private const long StepsToShorten = 4_000_000;
    private const long StepsToExplain = 100_000;

    private Violation? _violation;
    private long _steps;
    private long _configurations;

    public ConsistencyVerdict Run()
    {
        var open = Parts();
        var orders = new List<int[]>();
        // What shows early in one part saves most of the search for others, so each part gets little time first, then more.
        for (var steps = FirstSteps; open.Count > 0; steps *= 8)
        {
            var most = _violation is null ? bound.Steps : Math.Min(bound.Steps, StepsToShorten);
            var limit = bound with { Steps = Math.Min(steps, most) };
            open.RemoveAll(part => IsSettled(part, limit, orders));
            if (steps >= most)
                break;
        }
        if (_violation is not null)
            return Violated(_violation, isSmallest: open.Count == 0);
        return open.Count > 0 ? GaveUp() : Satisfied(orders);
    }

    /// <summary>Whether it is known if a part has a violation that shows earlier than the one known.</summary>
    private bool IsSettled(Part part, SearchBound limit, List<int[]> orders)
    {
        var attempt = Search(_violation is null ? history : history.Prefix(_violation.Events - 1), part, limit);
        if (attempt.Conformance == Conformance.Violated)
            return Shorten(part, attempt, limit);
        if (attempt.Conformance == Conformance.Satisfied)
            orders.Add(attempt.Order);
        return attempt.Conformance == Conformance.Satisfied;
    }

    private List<Part> Parts()
    {
        var parts = new Dictionary<Value, Part>();
        var order = new List<Part>();
        for (var i = 0; i < history.Count; i++)
        {
            var key = byParts ? model.PartOf(history[i].Call) : Value.Nil;
            if (!parts.TryGetValue(key, out var part))
                order.Add(parts[key] = part = new(key, []));
            part.Operations.Add(i);
        }
        return order;
    }

    private Attempt Search(History scope, Part part, SearchBound limit)
    {
        var attempt = Search(scope, SearchOperations.Of(scope, part.Operations.TakeWhile(index => index < scope.Count), model), _ => false, limit);
        _steps += attempt.Result.Steps;
        _configurations += attempt.Result.Configurations;
        return attempt;
    }

    private Attempt Search(History scope, List<SearchOperation> operations, Func<int, bool> isFree, SearchBound limit, bool usesForesight = true)
    {
        var schedule = new RealTimeSchedule(
            [.. operations.Select(operation => isFree(operation.Index) ? -1 : scope.CallPlace(operation.Index))],
            [.. operations.Select(operation => operation.IsRequired ? scope.ReturnPlace(operation.Index) : History.Never)]);
        ModelStates space = byParts ? new ObjectStates<TState>(model) : new ProductStates<TState>(model, operations, history);
        return new(scope, operations, space, new OrderSearch(space, schedule, operations, limit, usesForesight).Run());
    }

    /// <summary>Halves a part without an order until its smallest prefix without one is found; longer ones have none either.</summary>
    /// <returns>Whether it is the smallest for certain.</returns>
    private bool Shorten(Part part, Attempt whole, SearchBound limit)
    {
        var ends = part.Operations.TakeWhile(index => index < whole.Scope.Count).Select(whole.Scope.ReturnPlace).Where(place => place != History.Never).Order().ToList();
        var isCertain = true;
        for (var (low, high) = (0, ends.Count - 1); low <= high;)
        {
            var middle = (low + high) / 2;
            var attempt = Search(history.Prefix(ends[middle] + 1), part, limit);
            isCertain &= attempt.Conformance != Conformance.Unknown;
            if (attempt.Conformance == Conformance.Violated)
                (_violation, high) = (new(part.Key, ends[middle] + 1, attempt), middle - 1);
            else
                low = middle + 1;
        }
        return isCertain;
    }

    private ConsistencyVerdict Satisfied(List<int[]> orders)
    {
        var order = Linearization.Merge(history, orders);
        return Verdict(Conformance.Satisfied, history, order) with
        {
            Explanation = order.Length == 0 ? "Linearizable: nothing happened." : $"Linearizable: {order.Length} operations fit one order, from {history[order[0]]} to {history[order[^1]]}.",
        };
    }

    private ConsistencyVerdict GaveUp() => Verdict(Conformance.Unknown, history, []) with
    {
        Explanation = $"Unknown: gave up after {_steps} steps and {_configurations} configurations. Allow a wider SearchBound, or check a shorter history.",
    };

    private ConsistencyVerdict Violated(Violation violation, bool isSmallest)
    {
        var (part, events, attempt) = violation;
        var (scope, operations) = (attempt.Scope, attempt.Operations);
        var offender = operations.First(operation => scope.ReturnPlace(operation.Index) == events - 1);
        // Without foresight a search goes as far as it can, and so shows what the operation in question would have answered instead.
        var patient = Search(scope, [.. operations], _ => false, new(StepsToExplain), usesForesight: false);
        var conflict = ConflictFinder.Find(operations, offender.Index, (isFree, limit) => Search(scope, SearchOperations.SetFree(operations, isFree), isFree, limit).Result);
        return Verdict(Conformance.Violated, scope, patient.Order) with
        {
            Part = part,
            PrefixLength = events,
            IsSmallestPrefix = isSmallest,
            Offending = [.. conflict],
            Explanation = ViolationText.OfMisfit(history, offender.Index, patient.Conformance == Conformance.Violated ? patient.Answers(offender) : []),
        };
    }

    private ConsistencyVerdict Verdict(Conformance conformance, History scope, int[] order) => new()
    {
        Condition = Linearizability.Condition,
        Conformance = conformance,
        History = history,
        Order = [.. order],
        Points = [.. Linearization.Points(scope, order)],
        States = [.. Linearization.States(history, order, model)],
        Configurations = _configurations,
        Explanation = "",
    };

    private sealed record Part(Value Key, List<int> Operations);

    private sealed record Violation(Value Part, int Events, Attempt Attempt);
}
