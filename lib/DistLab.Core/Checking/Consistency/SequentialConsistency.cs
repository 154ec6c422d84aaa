using DistLab.Checking.Orders;

namespace DistLab.Checking;

/// <summary>
/// Whether all operations of a history fit one order in which each client's stand as it called them, so that a single object would have
/// given the same answers. Real time between clients plays no part.
/// </summary>
/// <remarks>
/// Lamport, "How to Make a Multiprocessor Computer That Correctly Executes Multiprocess Programs" (1979). An operation without an answer
/// may come at any place after its client's earlier ones, or not at all. Unlike linearizability it cannot be checked object by object.
/// </remarks>
public static class SequentialConsistency
{
    private const string Condition = "sequentially consistent";

    /// <summary>Checks a history against a model.</summary>
    /// <param name="history">What clients did and saw.</param>
    /// <param name="model">What the object would do with operations that come one at a time.</param>
    /// <param name="bound">How far the search may go; <see cref="SearchBound.Usual"/> unless told.</param>
    /// <returns>A legal order, or few operations for which there is none wherever the others stand, or that the bound was reached.</returns>
    /// <exception cref="ArgumentException">The model does not know a call.</exception>
    public static ConsistencyVerdict Check<TState>(History history, ISequentialModel<TState> model, SearchBound? bound = null)
        where TState : notnull
    {
        ArgumentNullException.ThrowIfNull(history);
        ArgumentNullException.ThrowIfNull(model);
        var operations = SearchOperations.Of(history, Enumerable.Range(0, history.Count), model);
        var attempt = Search(history, model, operations, _ => false, bound ?? SearchBound.Usual);
        var verdict = new ConsistencyVerdict
        {
            Condition = Condition,
            Conformance = attempt.Conformance,
            History = history,
            Order = [.. attempt.Order],
            States = [.. Linearization.States(history, attempt.Order, model)],
            Configurations = attempt.Result.Configurations,
            Finding = $"Unknown: gave up after {attempt.Result.Steps} steps and {attempt.Result.Configurations} configurations",
        };
        return attempt.Conformance switch
        {
            Conformance.Satisfied => verdict with { Finding = $"Sequentially consistent: {attempt.Order.Length} operations fit one order" },
            Conformance.Violated => Violated(verdict, model, operations),
            _ => verdict with { Order = [], States = [] },
        };
    }

    private static ConsistencyVerdict Violated<TState>(ConsistencyVerdict verdict, ISequentialModel<TState> model, List<SearchOperation> operations)
        where TState : notnull
    {
        var conflict = ConflictFinder.Find(operations, offender: -1, (isFree, limit) => Search(verdict.History, model, SearchOperations.SetFree(operations, isFree), isFree, limit).Result);
        return verdict with
        {
            Offending = [.. conflict],
            Finding = "Not sequentially consistent: no order keeps each client's own and answers like this",
            Reason = ViolationText.Operations(verdict.History, conflict),
        };
    }

    private static Attempt Search<TState>(History history, ISequentialModel<TState> model, List<SearchOperation> operations, Func<int, bool> isFree, SearchBound bound)
        where TState : notnull
    {
        var schedule = new ClientOrderSchedule(history, operations, isFree);
        var space = new ProductStates<TState>(model, operations, history);
        return new(history, operations, space, new OrderSearch(space, schedule, operations, bound).Run());
    }
}
