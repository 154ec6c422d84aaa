namespace DistLab.Systems;

/// <summary>What stands before a message in its frame.</summary>
/// <param name="Number">The sender's number of the message.</param>
/// <param name="Clock">The sender's vector clock.</param>
internal readonly record struct MessageHead(long Number, long[] Clock)
{
    public void Write(CodecWriter writer)
    {
        writer.Byte((byte)FrameKind.Message);
        writer.Unsigned((ulong)Number);
        foreach (var entry in Clock)
            writer.Unsigned((ulong)entry);
    }

    /// <exception cref="CodecException">This is no message.</exception>
    public static MessageHead Read(CodecReader reader, int nodes)
    {
        if (reader.Byte() != (byte)FrameKind.Message)
            throw new CodecException("A frame is no message.");
        var number = (long)reader.Unsigned();
        var clock = new long[nodes];
        foreach (ref var entry in clock.AsSpan())
            entry = (long)reader.Unsigned();
        return new(number, clock);
    }
}
