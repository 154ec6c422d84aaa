using System.Text;
using System.Text.Json.Nodes;

namespace DistLab.Kernel;

/// <summary>The channel on which all front ends see what the kernel does.</summary>
internal sealed class IoPub(ZmtpPublisher publisher, MessageCodec codec)
{
    /// <summary>Publishes a message on behalf of a cell. It waits where a front end is behind with what it takes.</summary>
    /// <param name="type">For example <c>stream</c>.</param>
    /// <param name="parent">The header of the request that it follows from.</param>
    /// <param name="content">The content.</param>
    /// <param name="isUrgent">See <see cref="OutgoingQueue.Add"/>.</param>
    internal void Publish(string type, byte[] parent, JsonNode content, Func<bool> isUrgent)
    {
        byte[] topic = Encoding.ASCII.GetBytes(type);
        publisher.Publish(topic, codec.Encode([topic], type, parent, content), isUrgent);
    }

    /// <summary>Publishes a word on the session itself, which does not wait behind what a cell puts out.</summary>
    internal void PublishNow(string type, byte[] parent, JsonNode content) => Publish(type, parent, content, () => true);

    /// <summary>Tells that a request is being worked on, or that all that follows from it has been published.</summary>
    internal void Status(byte[] parent, string state) => PublishNow("status", parent, new JsonObject { ["execution_state"] = state });

    /// <summary>Lets those who wait in <see cref="Publish"/> ask again whether they are urgent.</summary>
    internal void Wake() => publisher.Wake();
}
