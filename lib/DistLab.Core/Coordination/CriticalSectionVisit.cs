using DistLab.Protocols;

namespace DistLab.Coordination;

/// <summary>One client's way through the critical section, as a run's trace tells it.</summary>
public sealed record CriticalSectionVisit
{
    /// <summary>The client.</summary>
    public required NodeId Node { get; init; }

    /// <summary>When it called <c>enter()</c>.</summary>
    public required Instant Requested { get; init; }

    /// <summary>When it got in; <c>null</c> if it had not by the end of the run, or had crashed before.</summary>
    public Instant? Entered { get; init; }

    /// <summary>When it left, or crashed inside; <c>null</c> if it was still inside at the end of the run.</summary>
    public Instant? Left { get; init; }

    /// <summary>Whether the client crashed while it waited or while it was inside.</summary>
    public bool Crashed { get; init; }

    /// <summary>Whether nobody else waited or was inside when it asked.</summary>
    public bool Unopposed { get; init; }

    /// <summary>How many messages arrived anywhere between its request and its entry: also those that were already under way.</summary>
    public int MessagesWhileWaiting { get; init; }

    /// <summary>How many messages were sent, by anybody, between its request and its entry.</summary>
    public int MessagesSentWhileWaiting { get; init; }

    /// <summary>How many clients that asked later got in before it.</summary>
    public int Overtaken { get; init; }

    /// <summary>From request to entry; <c>null</c> if it never got in.</summary>
    public Duration? Wait => Entered - Requested;
}
