namespace DistLab.Checking.Orders;

/// <summary>A search with what it searched.</summary>
internal sealed record Attempt(History Scope, IReadOnlyList<SearchOperation> Operations, ModelStates Space, OrderResult Result)
{
    public Conformance Conformance => Result.Conformance;

    /// <summary>The order found, by places in the history.</summary>
    public int[] Order => [.. Result.Order.Select(at => Operations[at].Index)];

    /// <summary>What an operation would have answered where orders got furthest.</summary>
    public IReadOnlyList<Value> Answers(SearchOperation operation) =>
        [.. Result.Ends.Select(state => Space.ResultOf(state, operation)).OfType<Value>().Distinct().Order()];
}
