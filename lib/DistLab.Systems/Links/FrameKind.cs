namespace DistLab.Systems;

/// <summary>The first byte of a frame between nodes.</summary>
internal enum FrameKind : byte
{
    /// <summary>The caller says who it is and what it speaks.</summary>
    Hello = 1,

    /// <summary>The called one agrees.</summary>
    Welcome,

    /// <summary>The called one does not, and says why.</summary>
    Refusal,

    /// <summary>A message of the protocol.</summary>
    Message,
}
