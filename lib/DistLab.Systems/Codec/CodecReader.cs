using System.Runtime.CompilerServices;
using System.Text;

namespace DistLab.Systems;

/// <summary>Reads what <see cref="CodecWriter"/> wrote. Whatever the bytes are, it throws nothing but <see cref="CodecException"/>.</summary>
internal sealed class CodecReader
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private byte[] _bytes = [];
    private int _at;
    private int _end;
    private int _depth;

    public CodecReader()
    {
    }

    public CodecReader(byte[] bytes) => Reset(bytes, 0, bytes.Length);

    /// <summary>How many bytes are left.</summary>
    public int Remaining => _end - _at;

    public void Reset(byte[] bytes, int start, int count)
    {
        _bytes = bytes;
        _at = start;
        _end = start + count;
        _depth = 0;
    }

    public byte Byte() => _at < _end ? _bytes[_at++] : throw TooShort();

    public ulong Unsigned()
    {
        var value = 0UL;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var next = Byte();
            if (shift == 63 && next > 1)
                break;
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
                return value;
        }
        throw new CodecException("A number has more than 64 bits.");
    }

    public long Signed()
    {
        var value = Unsigned();
        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    /// <summary>How many items follow, each of at least one byte: more than there are bytes would be a lie.</summary>
    public int Count()
    {
        var count = Unsigned();
        return count <= (ulong)Remaining ? (int)count : throw new CodecException($"{count} items are announced, but only {Remaining} bytes follow.");
    }

    public ReadOnlySpan<byte> Bytes(int count)
    {
        if (count > Remaining)
            throw TooShort();
        var bytes = _bytes.AsSpan(_at, count);
        _at += count;
        return bytes;
    }

    public T Raw<T>()
        where T : unmanaged
    {
        var bytes = Bytes(Unsafe.SizeOf<T>());
        if (BitConverter.IsLittleEndian)
            return Unsafe.ReadUnaligned<T>(in bytes[0]);
        Span<byte> reversed = stackalloc byte[bytes.Length];
        bytes.CopyTo(reversed);
        reversed.Reverse();
        return Unsafe.ReadUnaligned<T>(in reversed[0]);
    }

    public uint Fixed32() => Raw<uint>();

    public string? Text()
    {
        var head = Unsigned();
        if (head == 0)
            return null;
        var length = (head - 1) >> 1;
        if (length > (ulong)Remaining)
            throw TooShort();
        if ((head & 1) == 0)
            return Utf16((int)length);
        try
        {
            return Utf8.GetString(Bytes((int)length));
        }
        catch (DecoderFallbackException e)
        {
            throw new CodecException("A text is not valid UTF-8.", e);
        }
    }

    public void Enter()
    {
        if (++_depth > CodecLimits.MaxDepth)
            throw new CodecException($"Values are nested more than {CodecLimits.MaxDepth} levels deep.");
    }

    public void Leave() => _depth--;

    /// <summary>That all bytes were read.</summary>
    public void End()
    {
        if (Remaining > 0)
            throw new CodecException($"{Remaining} bytes are left over.");
    }

    private string Utf16(int length)
    {
        if (length > Remaining / 2)
            throw TooShort();
        return string.Create(length, this, static (chars, reader) =>
        {
            foreach (ref var c in chars)
                c = reader.Raw<char>();
        });
    }

    private static CodecException TooShort() => new("The bytes end too soon.");
}
