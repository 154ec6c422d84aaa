namespace DistLab.Kernel;

/// <summary>
/// What a peer may ask of this process before it has proved anything. The defaults leave room for what front ends really send
/// (a cell's text, a widget's buffers) and keep the sum of what strangers can occupy far below a machine's memory.
/// </summary>
internal sealed record ZmtpLimits
{
    /// <summary>Bytes of one message, all frames together. Jupyter's own server refuses web socket messages above 10 MiB; 64 MiB leaves room for clients without it.</summary>
    internal int MessageBytes { get; init; } = 64 << 20;

    /// <summary>For sockets on which nobody has to say much: a heartbeat, a subscription.</summary>
    internal ZmtpLimits ForSmallMessages => this with { MessageBytes = 4096, Frames = 16 };

    /// <summary>Frames of one message: a Jupyter message has 6 to 8, and one more for each binary buffer of a widget.</summary>
    internal int Frames { get; init; } = 1024;

    /// <summary>Bytes of one command: READY with an identity of 255 bytes, or a subscription.</summary>
    internal int CommandBytes { get; init; } = 4096;

    /// <summary>Connections to one socket; each browser tab holds one.</summary>
    internal int Connections { get; init; } = 64;

    /// <summary>Subscriptions of one connection; front ends have one, of everything.</summary>
    internal int Subscriptions { get; init; } = 64;

    /// <summary>Bytes that wait for one connection's peer to take them. A single larger message waits alone.</summary>
    internal long QueuedBytes { get; init; } = 16 << 20;

    /// <summary>Time for greeting and READY together, however many pieces they come in.</summary>
    internal TimeSpan Handshake { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a peer may take no byte of what waits for it, or leave a message that it began unfinished.</summary>
    internal TimeSpan Stall { get; init; } = TimeSpan.FromSeconds(60);
}
