namespace DistLab.Checking.Orders;

/// <summary>Chooses the operations that matter for a search.</summary>
internal static class SearchOperations
{
    /// <summary>Those that returned, and those that may have changed something; not those that failed, and no reads without an answer.</summary>
    public static List<SearchOperation> Of<TState>(History history, IEnumerable<int> indices, ISequentialModel<TState> model)
        where TState : notnull
    {
        var operations = new List<SearchOperation>();
        foreach (var index in indices)
        {
            var operation = history[index];
            var isRead = model.IsRead(operation.Call);
            if (operation.Outcome == OperationOutcome.Returned)
                operations.Add(new(index, operation.Call, operation.Result, isRead, IsRequired: true));
            else if (operation.Outcome == OperationOutcome.Unknown && !isRead)
                operations.Add(new(index, operation.Call, null, isRead, IsRequired: false));
        }
        return operations;
    }

    /// <summary>The same with some set free: those may come at any time, with any answer, or not at all.</summary>
    public static List<SearchOperation> SetFree(IReadOnlyList<SearchOperation> operations, Func<int, bool> isFree) =>
        [.. operations.Where(operation => !operation.IsRead || !isFree(operation.Index))
            .Select(operation => isFree(operation.Index) ? operation with { Result = null, IsRequired = false } : operation)];
}
