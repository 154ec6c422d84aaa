namespace DistLab.Checking.Causality;

/// <summary>Checks a condition on reads and writes, and tells what came of it.</summary>
internal static class CausalVerdict
{
    /// <summary>The causal order takes a bit for each pair of accesses.</summary>
    private const int MostAccesses = 20_000;

    public static ConsistencyVerdict Of(History history, string condition, Value initial, Func<AccessHistory, Contradiction?> find)
    {
        ArgumentNullException.ThrowIfNull(history);
        if (history.Count > MostAccesses)
            return Verdict(history, condition, Conformance.Unknown, $"Unknown: this check takes up to {MostAccesses} operations, and the history has {history.Count}");
        var accesses = AccessHistory.Of(history, initial);
        if ((accesses.Fault ?? (accesses.Doubt is null ? find(accesses) : null)) is { } found)
            return Violated(history, condition, accesses, found);
        return accesses.Doubt is { } doubt
            ? Verdict(history, condition, Conformance.Unknown, $"Unknown: {doubt}")
            : Verdict(history, condition, Conformance.Satisfied, $"{Capital(condition)}: {accesses.Accesses.Count} reads and writes");
    }

    private static ConsistencyVerdict Violated(History history, string condition, AccessHistory accesses, Contradiction found)
    {
        var offending = found.Accesses.Select(access => accesses.Accesses[access].Index).ToArray();
        return Verdict(history, condition, Conformance.Violated, $"Not {condition}: {found.Reason}") with
        {
            Reason = ViolationText.Operations(history, offending),
            Offending = [.. offending],
        };
    }

    private static ConsistencyVerdict Verdict(History history, string condition, Conformance conformance, string finding) =>
        new() { Condition = condition, Conformance = conformance, History = history, Finding = finding };

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
