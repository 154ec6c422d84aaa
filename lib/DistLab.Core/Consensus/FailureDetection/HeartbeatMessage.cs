using System.Globalization;

namespace DistLab.Consensus;

/// <summary>What travels in <see cref="Heartbeats"/>.</summary>
public abstract record HeartbeatMessage
{
    private static readonly BeatTimer TheBeat = new();
    private static readonly ExpiryTimer TheExpiry = new();
    private static readonly StartReading TheStart = new();

    private protected HeartbeatMessage()
    {
    }

    internal static HeartbeatMessage Beat => TheBeat;

    internal static HeartbeatMessage Expiry => TheExpiry;

    internal static HeartbeatMessage Started => TheStart;

    /// <summary>I am alive.</summary>
    /// <param name="Number">Which heartbeat, from 1.</param>
    public sealed record Heartbeat(int Number) : HeartbeatMessage
    {
        /// <inheritdoc/>
        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"alive {Number}");
    }

    internal sealed record BeatTimer : HeartbeatMessage
    {
        public override string ToString() => "beat";
    }

    internal sealed record ExpiryTimer : HeartbeatMessage
    {
        public override string ToString() => "no sign of life";
    }

    internal sealed record StartReading : HeartbeatMessage
    {
        public override string ToString() => "start";
    }
}
