using DistLab.Checking;
using DistLab.Notebooks.Exercises;

namespace DistLab.Notebooks;

/// <summary>What a search has found, and the runs that show it.</summary>
/// <typeparam name="TRun">How a run of the system is told.</typeparam>
public sealed class SearchReport<TRun> : SearchReport
    where TRun : class
{
    internal SearchReport(SearchResult<TRun> result) => Result = result;

    /// <summary>All figures of the search.</summary>
    public SearchResult<TRun> Result { get; }

    /// <summary>How many distinct states were found.</summary>
    public long States => Result.States;

    /// <summary>Whether every property holds.</summary>
    public bool Holds => Result.Holds;

    /// <summary>A shortest run that violates a property: of the first one that is violated and has a run to show.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public TRun Counterexample => Result.Counterexample;

    /// <summary>The finding about the property of a name.</summary>
    /// <exception cref="ArgumentException">There is no such property.</exception>
    public Finding<TRun> this[string name] => Result[name];

    private protected override BoxContent Box
    {
        get
        {
            var isViolated = Result.Findings.Any(finding => finding.Verdict == Verdict.Violated);
            var (tone, mark, verdict) = isViolated ? ("fail", "✗", "Violated.") : Result.Holds ? ("pass", "✓", "Holds.") : ("open", "?", "Open.");
            return new(tone, mark, Result.Findings.Count == 0 ? "Searched." : verdict, Result.Summary)
            {
                Lines = [.. Result.Findings.Select(finding => finding.ToString()), Result.Assurance],
            };
        }
    }
}
