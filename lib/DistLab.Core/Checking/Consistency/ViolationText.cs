namespace DistLab.Checking;

/// <summary>Violations in words.</summary>
internal static class ViolationText
{
    private const int Listed = 3;

    /// <summary>An operation that has no place in any order.</summary>
    public static string OfMisfit(History history, int offender, IReadOnlyList<Value> instead)
    {
        var operation = history[offender];
        var answers = string.Join(" or ", instead.Take(Listed)) + (instead.Count > Listed ? " or …" : "");
        var why = instead.Count == 0 ? "in every order that fits so far it could not have happened yet" : $"in every order that fits so far it would have answered {answers}";
        return $"Not linearizable: {operation} of client {operation.Client} has no place; {why}.";
    }

    /// <summary>Operations that contradict each other.</summary>
    public static string Operations(History history, IEnumerable<int> operations) =>
        string.Join("; ", operations.Select(index => $"client {history[index].Client}: {history[index]}"));
}
