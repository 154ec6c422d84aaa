using DistLab.Protocols;
using DistLab.Simulation;

namespace DistLab.Coordination;

/// <summary>A run of an election, and what it amounts to.</summary>
public sealed class ElectionRun
{
    internal ElectionRun(Trace trace)
    {
        Trace = trace;
        var elected = new Dictionary<NodeId, int>();
        Instant? begun = null;
        Instant? last = null;
        foreach (var row in trace)
        {
            switch (row.Kind, row.Content)
            {
                case (TraceKind.Send, ElectionMessage { IsAnnouncement: true }):
                    Announcements++;
                    break;
                case (TraceKind.Send, _):
                    ElectionMessages++;
                    break;
                case (TraceKind.Receive, ElectionMessage.BeginCall):
                    begun ??= row.At;
                    break;
                case (TraceKind.Output, Elected outcome):
                    Leaders = Leaders.Contains(outcome.Leader) ? Leaders : Leaders.Add(outcome.Leader);
                    elected[row.Node] = outcome.Leader;
                    last = row.At;
                    break;
            }
        }
        Informed = elected.Count;
        Turnaround = last - begun;
    }

    /// <summary>Everything that happened.</summary>
    public Trace Trace { get; }

    /// <summary>Messages sent until somebody knew that it had won; those that reached nobody are counted, too.</summary>
    public int ElectionMessages { get; }

    /// <summary>Messages sent to make the outcome known.</summary>
    public int Announcements { get; }

    /// <summary>All messages sent.</summary>
    public int Messages => ElectionMessages + Announcements;

    /// <summary>Who was ever taken for the coordinator, in the order in which it was learned. Safety wants one at most.</summary>
    public ValueList<int> Leaders { get; } = [];

    /// <summary>How many processes have learned of a coordinator.</summary>
    public int Informed { get; }

    /// <summary>From the first call of an election to the last process's learning of its outcome; <c>null</c> if nobody did.</summary>
    public Duration? Turnaround { get; }

    /// <summary>The outcome in a line.</summary>
    public override string ToString() =>
        $"{(Leaders.Count == 0 ? "nobody" : string.Join(", then ", Leaders))} elected, {ElectionMessages} + {Announcements} messages, {Informed} informed";
}
