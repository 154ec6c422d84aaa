using DistLab.Checking.Orders;

namespace DistLab.Checking;

/// <summary>One check of one history, object by object.</summary>
internal sealed class LinearizabilityCheck<TState>(History history, ISequentialModel<TState> model, SearchBound bound, bool byParts, bool explains)
    where TState : notnull
{
    private const long FirstSteps = 4_000;
    private const long StepsToShorten = 4_000_000;
    private const long StepsToExplain = 50_000;

    private Violation? _violation;
    private long _steps;
    private long _configurations;

    public ConsistencyVerdict Run()
    {
        var open = Parts();
        var orders = new List<int[]>();
        // What shows early in one part saves most of the search for others, so each part gets little time first, then more.
        var isOver = false;
        for (var steps = Math.Min(FirstSteps, bound.Steps); !isOver; steps = steps > bound.Steps / 8 ? bound.Steps : steps * 8)
        {
            var limit = bound with { Steps = steps };
            open.RemoveAll(part => (explains || _violation is null) && IsSettled(part, limit, orders));
            isOver = open.TrueForAll(part => part.LacksMemory) || steps == bound.Steps || (_violation is not null && (!explains || steps >= StepsToShorten));
        }
        if (_violation is not null)
            return explains ? Explained(_violation, isSmallest: open.Count == 0) : Violated();
        return open.Count > 0 ? GaveUp() : Satisfied(orders);
    }

    /// <summary>Whether it is known if a part has a violation that shows earlier than the one known.</summary>
    private bool IsSettled(Part part, SearchBound limit, List<int[]> orders)
    {
        var attempt = Search(_violation is null ? history : history.Prefix(_violation.Events - 1), part, limit);
        part.LacksMemory = attempt.Conformance == Conformance.Unknown && attempt.Result.Steps <= limit.Steps;
        if (attempt.Conformance == Conformance.Violated)
        {
            _violation ??= new(part.Key, history.EventCount, attempt);
            return explains && Shorten(part, attempt, limit);
        }
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
        return Verdict(Conformance.Satisfied, order.Length == 1 ? "Linearizable: one operation" : $"Linearizable: {order.Length} operations fit one order", history, order);
    }

    private ConsistencyVerdict GaveUp() => Verdict(Conformance.Unknown, $"Unknown: gave up after {_steps} steps and {_configurations} configurations", history, []) with
    {
        Reason = "allow a wider SearchBound, or check a shorter history",
    };

    private ConsistencyVerdict Violated() => Verdict(Conformance.Violated, "Not linearizable", history, []);

    private ConsistencyVerdict Explained(Violation violation, bool isSmallest)
    {
        var (part, events, attempt) = violation;
        var (scope, operations) = (attempt.Scope, attempt.Operations);
        var offender = operations.First(operation => scope.ReturnPlace(operation.Index) == events - 1);
        // Without foresight a search goes as far as it can, and so shows what the operation in question would have answered instead.
        var patient = Search(scope, [.. operations], _ => false, new(StepsToExplain), usesForesight: false);
        var conflict = ConflictFinder.Find(operations, offender.Index, (isFree, limit) => Search(scope, SearchOperations.SetFree(operations, isFree), isFree, limit).Result);
        return Verdict(Conformance.Violated, $"Not linearizable: {history[offender.Index]} of client {history[offender.Index].Client} has no place", scope, patient.Order) with
        {
            Reason = patient.Conformance == Conformance.Violated ? ViolationText.Misfit(patient.Answers(offender)) : "",
            Part = part,
            PrefixLength = events,
            IsSmallestPrefix = isSmallest,
            Offending = [.. conflict],
        };
    }

    private ConsistencyVerdict Verdict(Conformance conformance, string finding, History scope, int[] order) => new()
    {
        Condition = Linearizability.Condition,
        Conformance = conformance,
        Finding = finding,
        History = history,
        Order = [.. order],
        Points = [.. Linearization.Points(scope, order)],
        States = [.. Linearization.States(history, order, model)],
        Configurations = _configurations,
    };

    private sealed record Part(Value Key, List<int> Operations)
    {
        public bool LacksMemory { get; set; }
    }

    private sealed record Violation(Value Part, int Events, Attempt Attempt);
}
