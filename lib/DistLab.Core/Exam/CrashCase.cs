using DistLab.Coordination;
using DistLab.Protocols;

namespace DistLab.Exam;

/// <summary>One way in which a process of the central server algorithm can crash, and what a run of it shows.</summary>
/// <param name="Crash">Who crashes, and when.</param>
/// <param name="Lease">The server's lease, if it has one.</param>
/// <param name="EnteredAfterwards">The clients that got in after the crash, in order.</param>
/// <param name="WaitingForEver">The live clients that asked and never got in.</param>
/// <param name="IsSafe">Whether no two were inside at once.</param>
/// <param name="Run">The run.</param>
public sealed record CrashCase(
    string Crash,
    Duration? Lease,
    ValueList<NodeId> EnteredAfterwards,
    ValueList<NodeId> WaitingForEver,
    bool IsSafe,
    MutualExclusionRun Run)
{
    /// <summary>Whether the others went on: nobody alive waits for ever, and no two were inside at once.</summary>
    public bool IsTolerated => IsSafe && WaitingForEver.Count == 0;

    /// <summary>The outcome in words.</summary>
    public string Outcome => this switch
    {
        { IsSafe: false } => "two inside at once",
        { IsTolerated: true } => "goes on",
        _ => "blocked for ever",
    };

    /// <summary>The case in a line of a table.</summary>
    public CrashSummary Summary => new(Crash, Lease, Outcome, Names(EnteredAfterwards), Names(WaitingForEver));

    internal static string Names(ValueList<NodeId> nodes) => nodes.Count == 0 ? "nobody" : string.Join(", ", nodes);
}
