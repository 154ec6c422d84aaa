using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Text;

namespace DistLab.Systems;

/// <summary>Values as bytes in a buffer that grows. Whole numbers take as many bytes as they need, seven bits in each.</summary>
internal sealed class CodecWriter(int maxLength = CodecLimits.MaxMessage)
{
    private byte[] _buffer = new byte[256];
    private int _depth;

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Written => _buffer.AsSpan(0, Length);

    public ReadOnlyMemory<byte> WrittenMemory => _buffer.AsMemory(0, Length);

    public void Clear()
    {
        Length = 0;
        _depth = 0;
    }

    /// <summary>Takes back what was written beyond a length.</summary>
    public void Truncate(int length)
    {
        Length = length;
        _depth = 0;
    }

    public void Byte(byte value)
    {
        if (Length == _buffer.Length)
            Grow(1);
        _buffer[Length++] = value;
    }

    public void Unsigned(ulong value)
    {
        while (value >= 0x80)
        {
            Byte((byte)(value | 0x80));
            value >>= 7;
        }
        Byte((byte)value);
    }

    // Small negative numbers are short, too.
    public void Signed(long value) => Unsigned((ulong)((value << 1) ^ (value >> 63)));

    public void Bytes(ReadOnlySpan<byte> bytes) => bytes.CopyTo(Take(bytes.Length));

    /// <summary>Numbers of a fixed width, as they lie in the memory of a little-endian machine.</summary>
    public void Raw<T>(T value)
        where T : unmanaged
    {
        var place = Take(Unsafe.SizeOf<T>());
        Unsafe.WriteUnaligned(ref place[0], value);
        if (!BitConverter.IsLittleEndian)
            place.Reverse();
    }

    public void Fixed32(uint value) => BinaryPrimitives.WriteUInt32LittleEndian(Take(4), value);

    /// <summary>Writes four bytes at a place written before.</summary>
    public void Fixed32At(int place, uint value) => BinaryPrimitives.WriteUInt32LittleEndian(_buffer.AsSpan(place, 4), value);

    public void Text(string? text)
    {
        if (text is null)
        {
            Unsigned(0);
            return;
        }
        // UTF-8 has no room for half a surrogate pair, which a string may hold: such a text goes as it is.
        if (HasLoneSurrogate(text))
        {
            Unsigned(((ulong)text.Length << 1) + 2);
            foreach (var c in text)
                Raw(c);
            return;
        }
        var length = Encoding.UTF8.GetByteCount(text);
        Unsigned(((ulong)length << 1) + 1);
        Encoding.UTF8.GetBytes(text, Take(length));
    }

    public void Enter()
    {
        if (++_depth > CodecLimits.MaxDepth)
            throw new CodecException($"A value is nested more than {CodecLimits.MaxDepth} levels deep. Does it contain itself?");
    }

    public void Leave() => _depth--;

    private Span<byte> Take(int count)
    {
        if (_buffer.Length - Length < count)
            Grow(count);
        var place = _buffer.AsSpan(Length, count);
        Length += count;
        return place;
    }

    private void Grow(int count)
    {
        var needed = (long)Length + count;
        if (needed > maxLength)
            throw new CodecException($"A value of more than {maxLength:N0} bytes is too large to send or to store.");
        Array.Resize(ref _buffer, (int)Math.Min(maxLength, Math.Max(needed, 2L * _buffer.Length)));
    }

    private static bool HasLoneSurrogate(string text)
    {
        for (var i = text.AsSpan().IndexOfAnyInRange('\uD800', '\uDFFF'); i >= 0 && i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i]))
                continue;
            if (i + 1 == text.Length || !char.IsSurrogatePair(text[i], text[i + 1]))
                return true;
            i++;
        }
        return false;
    }
}
