using System.Net;

namespace DistLab.Kernel;

/// <summary>ZeroMQ's PUB: every message goes to every peer that asked for its topic. Nothing is dropped for a peer that takes what it is sent.</summary>
internal sealed class ZmtpPublisher : IDisposable
{
    internal ZmtpPublisher(string name, EndPoint place, ZmtpLimits limits, ReceiveBudget budget, Action<string> log) =>
        Server = new ZmtpServer(name, place, ZmtpRole.Publisher, limits, budget, log, OnMessage);

    internal ZmtpServer Server { get; }

    /// <summary>Queues a message for all who want it; waits for those who are behind.</summary>
    /// <param name="topic">The first frame.</param>
    /// <param name="wire">The whole message as <see cref="ZmtpFraming.Encode"/> makes it.</param>
    /// <param name="isUrgent">See <see cref="OutgoingQueue.Add"/>.</param>
    internal void Publish(ReadOnlySpan<byte> topic, byte[] wire, Func<bool> isUrgent)
    {
        foreach (var connection in Server.Connections)
        {
            if (connection.Subscriptions.Matches(topic))
                connection.Send(wire, isUrgent);
        }
    }

    /// <summary>Lets those who wait in <see cref="Publish"/> ask again whether they are urgent.</summary>
    internal void Wake()
    {
        foreach (var connection in Server.Connections)
            connection.Wake();
    }

    public void Dispose() => Server.Dispose();

    private void OnMessage(ZmtpConnection connection, IReadOnlyList<byte[]> frames)
    {
        // Anything else that a subscriber sends means nothing here.
        if (frames is not [[var change, .. var prefix]])
            return;
        if (change == 1)
            connection.Subscriptions.Add(prefix, Server.Limits.Subscriptions);
        else if (change == 0)
            connection.Subscriptions.Remove(prefix);
    }
}
