namespace DistLab.Systems;

/// <summary>How large a value may be. Hostile bytes cost at most a fixed multiple of their own length.</summary>
internal static class CodecLimits
{
    /// <summary>The longest encoded message or state, 4 MiB.</summary>
    public const int MaxMessage = 4 * 1024 * 1024;

    /// <summary>The longest frame between nodes: a message and what stands before it.</summary>
    public const int MaxFrame = MaxMessage + MaxGreeting;

    /// <summary>The longest greeting or refusal, 64 KiB.</summary>
    public const int MaxGreeting = 64 * 1024;

    /// <summary>The longest encoded protocol, libraries from memory included, 64 MiB.</summary>
    public const int MaxProtocol = 64 * 1024 * 1024;

    /// <summary>How deep values may be nested.</summary>
    public const int MaxDepth = 256;
}
