namespace DistLab.Checking;

/// <summary>One check of one history, object by object.</summary>
internal sealed class LinearizabilityCheck<TState>(History history, ISequentialModel<TState> model, SearchBound bound, bool byParts)
    where TState : notnull
{
    private long _configurations;

    public ConsistencyVerdict Run()
    {
        var orders = new List<int[]>();
        Violation? violation = null;
        SearchResult? unfinished = null;
        foreach (var part in Parts())
        {
            // After a first violation only one that shows even earlier is of interest.
            var attempt = Search(violation is null ? history : history.Prefix(violation.Events), part.Operations);
            if (attempt.Conformance == Conformance.Violated)
                violation = Shortest(part, attempt.Result.Progress);
            else if (attempt.Conformance == Conformance.Unknown)
                unfinished ??= attempt.Result;
            orders.Add(attempt.Order);
        }
        if (violation is not null)
            return Violated(violation);
        return unfinished is not null ? GaveUp(unfinished) : Satisfied(orders);
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

    private Attempt Search(History scope, List<int> part)
    {
        var operations = SearchOperations.Of(scope, part.TakeWhile(index => index < scope.Count), model);
        var attempt = Search(scope, operations, _ => false, bound);
        _configurations += attempt.Result.Configurations;
        return attempt;
    }

    private Attempt Search(History scope, List<SearchOperation> operations, Func<int, bool> isFree, SearchBound limit)
    {
        var schedule = new RealTimeSchedule(
            [.. operations.Select(operation => isFree(operation.Index) ? -1 : scope.CallPlace(operation.Index))],
            [.. operations.Select(operation => operation.IsRequired ? scope.ReturnPlace(operation.Index) : History.Never)]);
        StateSpace space = byParts ? new ObjectStates<TState>(model) : new ProductStates<TState>(model, operations, history);
        return new(scope, operations, space, new OrderSearch(space, schedule, operations, limit).Run());
    }

    /// <summary>
    /// The smallest prefix without an order. It cannot end before the return that no order of the whole passes; it may end later, since
    /// in the prefix an operation under way might still answer otherwise than it did.
    /// </summary>
    private Violation Shortest(Part part, int from)
    {
        var ends = part.Operations.Select(history.ReturnPlace).Where(place => place >= from && place != History.Never).Order().ToList();
        var (low, high) = (0, ends.Count - 1);
        Violation? found = null;
        while (low <= high)
        {
            // The first guess is nearly always right.
            var middle = found is null && low == 0 ? 0 : (low + high) / 2;
            var attempt = Search(history.Prefix(ends[middle] + 1), part.Operations);
            if (attempt.Conformance == Conformance.Violated)
                (found, high) = (new(part.Key, ends[middle] + 1, attempt), middle - 1);
            else
                low = middle + 1;
        }
        return found ?? throw new InvalidOperationException($"{model.GetType().Name} answers differently when asked twice.");
    }

    private ConsistencyVerdict Satisfied(List<int[]> orders)
    {
        var order = Linearization.Merge(history, orders);
        return Verdict(Conformance.Satisfied, history, order) with
        {
            Explanation = order.Length == 0 ? "Linearizable: nothing happened." : $"Linearizable: {order.Length} operations fit one order, from {history[order[0]]} to {history[order[^1]]}.",
        };
    }

    private ConsistencyVerdict GaveUp(SearchResult result) => Verdict(Conformance.Unknown, history, []) with
    {
        Explanation = $"Unknown: gave up after {result.Steps} steps and {result.Configurations} configurations. Allow a wider SearchBound, or check a shorter history.",
    };

    private ConsistencyVerdict Violated(Violation violation)
    {
        var (part, events, attempt) = violation;
        var offender = attempt.Operations.First(operation => attempt.Scope.ReturnPlace(operation.Index) == events - 1);
        var conflict = ConflictFinder.Find(attempt.Operations, offender.Index, (isFree, limit) =>
            Search(attempt.Scope, SearchOperations.SetFree(attempt.Operations, isFree), isFree, limit).Result);
        return Verdict(Conformance.Violated, attempt.Scope, attempt.Order) with
        {
            Part = part,
            PrefixLength = events,
            Offending = [.. conflict],
            Explanation = ViolationText.OfMisfit(history, offender.Index, attempt.Answers(offender)),
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
