using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace DistLab.Kernel.Tests;

/// <summary>A front end's end of a channel, as honest or not as a test wants it.</summary>
internal sealed class JupyterPeer : IDisposable
{
    private static int s_messages;
    private readonly byte[] _key;

    internal JupyterPeer(EndPoint place, byte[] key, string type = "DEALER", int receiveBuffer = 0)
    {
        _key = key;
        Raw = RawPeer.Connect(place, type, receiveBuffer: receiveBuffer);
    }

    internal RawPeer Raw { get; }

    internal static string NewId() => "message " + Interlocked.Increment(ref s_messages).ToString(CultureInfo.InvariantCulture);

    /// <summary>Sends a message whose content is this text, whatever it holds.</summary>
    /// <returns>Its id.</returns>
    internal string Send(string type, string content)
    {
        string id = NewId();
        SendParts(Header(type, id), "{}", "{}", content);
        return id;
    }

    internal static string Header(string type, string id) => $$"""{"msg_id":"{{id}}","msg_type":"{{type}}","session":"s","username":"u","version":"5.4"}""";

    /// <summary>Signs and sends four parts.</summary>
    internal void SendParts(params string[] parts) => SendParts([.. parts.Select(Encoding.UTF8.GetBytes)]);

    internal void SendParts(params byte[][] parts) =>
        Raw.SendMessage(["<IDS|MSG>"u8.ToArray(), Encoding.ASCII.GetBytes(Sign([.. parts.SelectMany(part => part)])), .. parts]);

    internal (string Type, string? Parent, JsonNode Content) Receive()
    {
        byte[][] frames = Raw.ReadMessage();
        int start = Array.FindIndex(frames, frame => frame.AsSpan().SequenceEqual("<IDS|MSG>"u8));
        byte[] signed = [.. frames.Skip(start + 2).Take(4).SelectMany(part => part)];
        Assert.Equal(Sign(signed), Encoding.ASCII.GetString(frames[start + 1]));
        var header = JsonNode.Parse(frames[start + 2])!;
        var parent = JsonNode.Parse(frames[start + 3])!;
        return ((string)header["msg_type"]!, (string?)parent["msg_id"], JsonNode.Parse(frames[start + 5])!);
    }

    /// <summary>Asks for the kernel's information and fails unless the answer comes.</summary>
    /// <returns>The messages that came before it.</returns>
    internal List<(string Type, string? Parent, JsonNode Content)> AssertAnswers()
    {
        string id = Send("kernel_info_request", "{}");
        var before = new List<(string Type, string? Parent, JsonNode Content)>();
        while (true)
        {
            var message = Receive();
            if (message.Parent == id)
            {
                Assert.Equal("5.4", (string?)message.Content["protocol_version"]);
                return before;
            }
            before.Add(message);
        }
    }

    private string Sign(byte[] bytes) => Convert.ToHexStringLower(HMACSHA256.HashData(_key, bytes));

    public void Dispose() => Raw.Dispose();
}
