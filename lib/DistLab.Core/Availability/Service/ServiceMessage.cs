using System.Globalization;

namespace DistLab.Availability;

/// <summary>What travels between device, hubs, servers and their switch.</summary>
public abstract record ServiceMessage
{
    private protected ServiceMessage()
    {
    }

    /// <summary>A user's request.</summary>
    /// <param name="Id">Its number, from 0.</param>
    /// <param name="Attempt">The how manieth attempt of the device it is, from 1.</param>
    /// <param name="Try">To the how manieth server the hub sends it, from 1.</param>
    /// <param name="Key">What it is about, for policies that send like to like.</param>
    /// <param name="IsIdempotent">Whether doing it twice is as good as once.</param>
    public sealed record Request(int Id, int Attempt, int Try, ulong Key, bool IsIdempotent) : ServiceMessage
    {
        /// <inheritdoc/>
        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"request {Id}{(Attempt + Try > 2 ? $".{Attempt}.{Try}" : "")}");
    }

    /// <summary>What becomes of a request.</summary>
    /// <param name="To">The request, as it was received.</param>
    /// <param name="Kind">What is said to it.</param>
    /// <param name="Server">The number of the server; −1 when the hub had none.</param>
    public sealed record Reply(Request To, ReplyKind Kind, int Server) : ServiceMessage
    {
        /// <inheritdoc/>
        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Kind.ToString().ToLowerInvariant()} {To.Id}");
    }

    /// <summary>The hub asks a server whether it is well.</summary>
    public sealed record Probe : ServiceMessage
    {
        /// <inheritdoc/>
        public override string ToString() => "are you well?";
    }

    /// <summary>What the server, or its machine in its place, says to that.</summary>
    /// <param name="IsWell">Whether it is well.</param>
    public sealed record ProbeReply(bool IsWell) : ServiceMessage
    {
        /// <inheritdoc/>
        public override string ToString() => IsWell ? "well" : "not well";
    }

    /// <summary>The switch that all servers hang on fails, or works again.</summary>
    /// <param name="IsOn">Whether it works.</param>
    public sealed record Connection(bool IsOn) : ServiceMessage
    {
        /// <inheritdoc/>
        public override string ToString() => IsOn ? "connected" : "disconnected";
    }

    /// <summary>A timer of which a node has one.</summary>
    internal sealed record Alarm(AlarmKind Kind) : ServiceMessage
    {
        public static readonly Alarm Arrival = new(AlarmKind.Arrival);
        public static readonly Alarm Phase = new(AlarmKind.Phase);
        public static readonly Alarm Circuit = new(AlarmKind.Circuit);
        public static readonly Alarm Completion = new(AlarmKind.Completion);
        public static readonly Alarm Failure = new(AlarmKind.Failure);
        public static readonly Alarm Repair = new(AlarmKind.Repair);
    }

    /// <summary>A timer of which there is one for each server, or for each attempt of a request.</summary>
    internal sealed record Due(DueKind Kind, int Number, int Attempt) : ServiceMessage;

    internal enum AlarmKind : byte
    {
        Arrival,
        Phase,
        Circuit,
        Completion,
        Failure,
        Repair,
    }

    internal enum DueKind : byte
    {
        /// <summary>The device waits no longer for an attempt.</summary>
        Timeout,

        /// <summary>The device sends a request again.</summary>
        Retry,

        /// <summary>The device sends a request to a second server, too.</summary>
        Hedge,

        /// <summary>The hub waits no longer for a server's answer to a request.</summary>
        Try,

        /// <summary>The hub probes a server.</summary>
        Probe,

        /// <summary>The hub waits no longer for a server's answer to a probe.</summary>
        NoProbeReply,

        /// <summary>The hub gives a server that it has ejected another chance.</summary>
        Readmission,
    }
}
