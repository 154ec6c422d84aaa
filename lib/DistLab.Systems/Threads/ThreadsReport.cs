using DistLab.Protocols;

namespace DistLab.Systems.Threads;

/// <summary>What became of some threads.</summary>
/// <param name="Limit">How long they were waited for.</param>
/// <param name="Ended">Which ended by themselves, counted from 0.</param>
/// <param name="Stuck">Which were still there at the limit, and were interrupted.</param>
/// <param name="Failures">What was thrown in those that failed.</param>
/// <param name="DoNotEnd">Which went on even when interrupted: they wait for nothing, they run in a circle.</param>
public sealed record ThreadsReport(Duration Limit, ValueList<int> Ended, ValueList<int> Stuck, IReadOnlyList<Exception> Failures, ValueList<int> DoNotEnd)
{
    /// <summary>Whether all ended by themselves, and none failed.</summary>
    public bool AllEnded => Stuck.Count == 0 && Failures.Count == 0;

    /// <summary>For example <c>2 of 2 threads still waited after 300 ms, and were interrupted</c>.</summary>
    public override string ToString()
    {
        var all = Ended.Count + Stuck.Count;
        var text = Stuck.Count == 0 ? $"{all} of {all} threads ended" : $"{Stuck.Count} of {all} threads still waited after {Limit}, and were interrupted";
        return text + string.Concat(Failures.Select(failure => $"; one failed: {failure.Message}")) + (DoNotEnd.Count > 0 ? $"; {DoNotEnd.Count} of them did not end even so" : "");
    }
}
