using System.Globalization;

namespace DistLab.Time;

/// <summary>What nodes send while snapshots are taken.</summary>
/// <typeparam name="TMessage">What nodes of the protocol itself send.</typeparam>
public abstract record SnapshotMessage<TMessage>
    where TMessage : class
{
    private SnapshotMessage()
    {
    }

    /// <summary>A message, or a timer, of the protocol itself.</summary>
    /// <param name="Content">The message.</param>
    public sealed record Application(TMessage Content) : SnapshotMessage<TMessage>
    {
        /// <inheritdoc/>
        public override string ToString() => Content.ToString() ?? "";
    }

    /// <summary>The marker: what was sent before it belongs to the snapshot, what is sent after it does not.</summary>
    /// <param name="Number">The number of the snapshot.</param>
    public sealed record Marker(int Number) : SnapshotMessage<TMessage>
    {
        /// <inheritdoc/>
        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"marker {Number}");
    }

    internal sealed record Begin : SnapshotMessage<TMessage>
    {
        public override string ToString() => "take a snapshot";
    }

    internal sealed record SendMarkers(int Number) : SnapshotMessage<TMessage>
    {
        public override string ToString() => "send the markers";
    }
}
