namespace DistLab.Checking;

/// <summary>What a search has found out about one property.</summary>
/// <typeparam name="TRun">How a run of the system is told.</typeparam>
public sealed class Finding<TRun>
    where TRun : class
{
    private readonly TRun? _run;

    internal Finding(string name, PropertyKind kind, Verdict verdict, TRun? run, string text)
    {
        Name = name;
        Kind = kind;
        Verdict = verdict;
        _run = run;
        Text = text;
    }

    /// <summary>The property's name.</summary>
    public string Name { get; }

    /// <summary>What it claims.</summary>
    public PropertyKind Kind { get; }

    /// <summary>Whether the claim is true.</summary>
    public Verdict Verdict { get; }

    /// <summary>Whether there is a run to show: a shortest one that violates the property or, for one that holds sometimes, that leads to such a state.</summary>
    public bool HasRun => _run is not null;

    /// <summary>The run to show.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public TRun Run => _run ?? throw new InvalidOperationException($"There is no run to show: {this}");

    /// <summary>The finding in a few words, for example <c>violated in 4 steps</c>.</summary>
    public string Text { get; }

    /// <summary>One line: a mark, the name, and the finding.</summary>
    public override string ToString() =>
        $"{Verdict switch { Verdict.Holds => '✓', Verdict.Violated => '✗', _ => '?' }} {Name}: {Text}";
}
