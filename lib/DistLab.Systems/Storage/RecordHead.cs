using System.Buffers.Binary;

namespace DistLab.Systems;

/// <summary>What stands before each record of a write-ahead file.</summary>
/// <param name="Checksum">Of the rest of the head and the content.</param>
/// <param name="Length">Bytes of content.</param>
/// <param name="First">The number, counted from the file's beginning, of the first record that was flushed together with this one.</param>
internal readonly record struct RecordHead(uint Checksum, int Length, long First)
{
    public const int Size = 16;

    public static void Write(Span<byte> place, ReadOnlySpan<byte> content, long first)
    {
        BinaryPrimitives.WriteInt32LittleEndian(place[4..], content.Length);
        BinaryPrimitives.WriteInt64LittleEndian(place[8..], first);
        BinaryPrimitives.WriteUInt32LittleEndian(place, Crc32C.Of(place[4..Size], content));
    }

    /// <summary>What the bytes say of the first record of a flush, sound or not; for looking before computing a checksum.</summary>
    public static long PeekFirst(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadInt64LittleEndian(bytes[8..]);

    /// <summary>The whole and undamaged record at the beginning of some bytes, or null.</summary>
    public static RecordHead? Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < Size)
            return null;
        var head = new RecordHead(
            BinaryPrimitives.ReadUInt32LittleEndian(bytes), BinaryPrimitives.ReadInt32LittleEndian(bytes[4..]), BinaryPrimitives.ReadInt64LittleEndian(bytes[8..]));
        if (head.Length < 0 || head.Length > bytes.Length - Size)
            return null;
        return Crc32C.Of(bytes[4..Size], bytes.Slice(Size, head.Length)) == head.Checksum ? head : null;
    }
}
