using DistLab.Checking;

namespace DistLab.Core.Tests.Checking.Consistency;

/// <summary>Tries every order of a small history, without memory or cleverness: what the checkers are held against.</summary>
internal static class BruteForce
{
    public static bool IsLinearizable<TState>(History history, ISequentialModel<TState> model, Func<int, bool>? isFree = null)
        where TState : notnull =>
        HasOrder(history, model, (earlier, later) => history.ReturnPlace(earlier) < history.CallPlace(later), isFree ?? (_ => false));

    public static bool IsSequentiallyConsistent<TState>(History history, ISequentialModel<TState> model, Func<int, bool>? isFree = null)
        where TState : notnull =>
        HasOrder(history, model, (earlier, later) => history[earlier].Client == history[later].Client && history.ReturnPlace(earlier) < history.CallPlace(later), isFree ?? (_ => false));

    /// <summary>The length of the first prefix that has no order; <c>null</c> if all have one.</summary>
    public static int? SmallestPrefix<TState>(History history, ISequentialModel<TState> model)
        where TState : notnull =>
        Enumerable.Range(0, history.EventCount + 1).Cast<int?>().FirstOrDefault(length => !IsLinearizable(history.Prefix(length!.Value), model));

    /// <summary>Whether an order explains a history: complete, legal, and never against what came first.</summary>
    public static bool IsLegal<TState>(History history, ISequentialModel<TState> model, IReadOnlyList<int> order, Func<int, int, bool> precedes)
        where TState : notnull
    {
        var states = new Dictionary<Value, TState>();
        var complete = Enumerable.Range(0, history.Count).Where(i => history[i].Outcome == OperationOutcome.Returned).All(order.Contains);
        var sorted = !order.Where((later, at) => order.Take(at).Any(earlier => precedes(later, earlier))).Any();
        return complete && sorted && order.Distinct().Count() == order.Count && order.All(index => Answers(history, model, states, index, isFree: false));
    }

    private static bool HasOrder<TState>(History history, ISequentialModel<TState> model, Func<int, int, bool> precedes, Func<int, bool> isFree)
        where TState : notnull
    {
        var all = Enumerable.Range(0, history.Count).Where(i => history[i].Outcome != OperationOutcome.Failed).ToList();
        return Extend([], new Dictionary<Value, TState>());

        bool Extend(List<int> order, Dictionary<Value, TState> states)
        {
            var left = all.Except(order).ToList();
            var required = left.Where(i => history[i].Outcome == OperationOutcome.Returned && !isFree(i)).ToList();
            if (required.Count == 0)
                return true;
            foreach (var next in left.Where(i => isFree(i) || !required.Any(other => precedes(other, i))))
            {
                var after = new Dictionary<Value, TState>(states);
                if (Answers(history, model, after, next, isFree(next)) && Extend([.. order, next], after))
                    return true;
            }
            return false;
        }
    }

    private static bool Answers<TState>(History history, ISequentialModel<TState> model, Dictionary<Value, TState> states, int index, bool isFree)
        where TState : notnull
    {
        var operation = history[index];
        var part = model.PartOf(operation.Call);
        if (model.Apply(states.GetValueOrDefault(part, model.Initial), operation.Call) is not { } answer)
            return false;
        states[part] = answer.State;
        return isFree || operation.Outcome == OperationOutcome.Unknown || answer.Result == operation.Result;
    }
}
