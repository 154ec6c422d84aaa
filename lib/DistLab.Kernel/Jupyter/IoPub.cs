using System.Text;
using System.Text.Json.Nodes;

namespace DistLab.Kernel;

/// <summary>The channel on which all front ends see what the kernel does.</summary>
internal sealed class IoPub(ZmtpPublisher publisher, MessageCodec codec)
{
    /// <summary>Publishes a message. It waits where a front end is behind with what it takes.</summary>
    internal void Publish(string type, byte[] parent, JsonNode content) => Publish(type, parent, content, urgent: false);

    /// <summary>Tells that a request is being worked on, or that all that follows from it has been published.</summary>
    internal void Status(byte[] parent, string state) =>
        Publish("status", parent, new JsonObject { ["execution_state"] = state }, urgent: true);

    internal void Publish(string type, byte[] parent, JsonNode content, bool urgent)
    {
        byte[] topic = Encoding.ASCII.GetBytes(type);
        publisher.Publish(topic, codec.Encode([topic], type, parent, content), urgent);
    }
}
