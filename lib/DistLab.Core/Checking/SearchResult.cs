using System.Globalization;

namespace DistLab.Checking;

/// <summary>What a search has found. It depends on the system and the check alone, not on the number of workers; only the memory that was used may differ a little from run to run.</summary>
/// <typeparam name="TRun">How a run of the system is told.</typeparam>
public sealed class SearchResult<TRun>
    where TRun : class
{
    // What a search needs at its least would make each of a few states look dear.
    private const int ManyStates = 100_000;

    internal SearchResult(IReadOnlyList<Finding<TRun>> findings, SearchEnd end, SearchProgress last, long peakBytes, bool isExact)
    {
        Findings = findings;
        End = end;
        States = last.States;
        Generated = last.Generated;
        Depth = last.Depth;
        Waiting = last.Waiting;
        Bytes = peakBytes;
        IsExact = isExact;
    }

    /// <summary>What was found out about each property, in their order; first of all, if it happened, that the system's own code failed.</summary>
    public IReadOnlyList<Finding<TRun>> Findings { get; }

    /// <summary>Why the search ended.</summary>
    public SearchEnd End { get; }

    /// <summary>How many distinct states were found.</summary>
    public long States { get; }

    /// <summary>How many states were generated: the initial ones, and for every state looked into as many as there are steps from it.</summary>
    public long Generated { get; }

    /// <summary>How many states lie on the longest of the shortest paths to a state, the first and the last included.</summary>
    public int Depth { get; }

    /// <summary>How many states were found and not looked into.</summary>
    public long Waiting { get; }

    /// <summary>How much memory the search used at most.</summary>
    public long Bytes { get; }

    /// <summary>How many bytes of memory one state took.</summary>
    public double BytesPerState => (double)Bytes / Math.Max(1, States);

    /// <summary>Whether states were compared, and not only their fingerprints.</summary>
    public bool IsExact { get; }

    /// <summary>How likely it is, at most, that a state was overlooked because its fingerprint of 64 bits was that of another; 0 in an exact search.</summary>
    /// <remarks>The birthday bound: n² / 2⁶⁵.</remarks>
    public double CollisionProbability => IsExact ? 0 : Math.Min(1, (double)States * States / Math.Pow(2, 65));

    /// <summary>What was searched, in one sentence.</summary>
    public string Summary => Summarize();

    /// <summary>How sure the result is, in one sentence.</summary>
    public string Assurance => IsExact
        ? "States were compared in full."
        : string.Create(CultureInfo.InvariantCulture, $"States were told apart by 64 bits: one was overlooked with a probability of at most {CollisionProbability:0.#E+0}.");

    /// <summary>Whether every property holds.</summary>
    public bool Holds => Findings.All(finding => finding.Verdict == Verdict.Holds);

    /// <summary>The finding about the property of a name.</summary>
    /// <exception cref="ArgumentException">There is no such property.</exception>
    public Finding<TRun> this[string name] => Findings.FirstOrDefault(finding => finding.Name == name)
        ?? throw new ArgumentException($"There is no property \"{name}\", only {string.Join(", ", Findings.Select(finding => $"\"{finding.Name}\""))}.", nameof(name));

    /// <summary>A shortest run that violates a property: of the first one that is violated and has a run to show.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public TRun Counterexample => (Findings.FirstOrDefault(finding => finding is { Verdict: Verdict.Violated, HasRun: true })
        ?? throw new InvalidOperationException("No run was found that violates a property.")).Run;

    /// <summary>What was searched, what was found, how sure it is, and what it took.</summary>
    public override string ToString() => string.Join('\n', [Summary, .. Findings.Select(finding => finding.ToString()), Assurance, MemoryText()]);

    private string MemoryText() => States < ManyStates
        ? string.Create(CultureInfo.InvariantCulture, $"Memory: {Bytes / 1048576.0:N1} MiB.")
        : string.Create(CultureInfo.InvariantCulture, $"Memory: {Bytes / 1048576.0:N0} MiB, {BytesPerState:N0} bytes a state.");

    private string Summarize()
    {
        var counts = string.Create(CultureInfo.InvariantCulture, $"({Generated:N0} generated, depth {Depth:N0})");
        var states = string.Create(CultureInfo.InvariantCulture, $"{States:N0} {(States == 1 ? "state" : "states")}");
        return End switch
        {
            SearchEnd.Complete => $"Searched all {states} {counts}.",
            SearchEnd.Decided => $"Searched {states} {counts}, until all was decided.",
            SearchEnd.DepthLimit => string.Create(CultureInfo.InvariantCulture, $"Searched all {states} within {Depth - 1} steps {counts}; there are more."),
            SearchEnd.StateLimit => $"Searched {states} {counts}; the limit of states was reached.",
            SearchEnd.MemoryLimit => string.Create(CultureInfo.InvariantCulture, $"Searched {states} {counts}; the memory limit was reached, with {Bytes / 1048576.0:N0} MiB in use."),
            _ => $"Searched {states} {counts}, until it was cancelled.",
        };
    }
}
