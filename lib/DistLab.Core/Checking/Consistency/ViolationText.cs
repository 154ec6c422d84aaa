namespace DistLab.Checking;

/// <summary>Violations in words.</summary>
internal static class ViolationText
{
    private const int Listed = 3;

    /// <summary>Why an operation has no place in any order.</summary>
    public static string Misfit(IReadOnlyList<Value> instead) => instead.Count == 0
        ? "in every order that fits so far it could not have happened yet"
        : $"in every order that fits so far it would have answered {string.Join(" or ", instead.Take(Listed))}{(instead.Count > Listed ? " or …" : "")}";

    /// <summary>Operations that contradict each other.</summary>
    public static string Operations(History history, IEnumerable<int> operations) =>
        string.Join("; ", operations.Select(index => $"client {history[index].Client}: {history[index]}"));
}
