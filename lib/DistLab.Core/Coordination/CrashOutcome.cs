using DistLab.Protocols;

namespace DistLab.Coordination;

/// <summary>What the crash of one process does to the others that use one algorithm.</summary>
/// <param name="Protocol">Which algorithm.</param>
/// <param name="CrashOf">Who crashes.</param>
/// <param name="Detected">Whether a failure detector told all others.</param>
/// <param name="EnteredAfterwards">The clients that got in after the crash, in order.</param>
/// <param name="WaitingForEver">The live clients that asked and never got in.</param>
/// <param name="Run">The run.</param>
public sealed record CrashOutcome(
    string Protocol, string CrashOf, bool Detected, ValueList<NodeId> EnteredAfterwards, ValueList<NodeId> WaitingForEver, MutualExclusionRun Run)
{
    /// <summary>The outcome in words.</summary>
    public string Outcome => this switch
    {
        { Run.Report.IsSafe: false } => "two inside at once",
        { WaitingForEver.Count: 0 } => "goes on",
        { EnteredAfterwards.Count: 0 } => "blocked for ever",
        _ => "some wait for ever",
    };

    /// <summary>The outcome in a line of a table.</summary>
    public CrashLine Summary => new(Protocol, CrashOf, Outcome, Names(EnteredAfterwards), Names(WaitingForEver));

    private static string Names(ValueList<NodeId> nodes) => nodes.Count == 0 ? "nobody" : string.Join(", ", nodes);
}
