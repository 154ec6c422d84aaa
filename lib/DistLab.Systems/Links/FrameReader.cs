using System.Buffers.Binary;

namespace DistLab.Systems;

/// <summary>Takes a stream apart into frames: four bytes of length, little end first, and as many bytes of content.</summary>
internal sealed class FrameReader(Stream stream, int maxFrame)
{
    private const int FirstSize = 16 * 1024;

    /// <summary>How long a frame may be.</summary>
    public int MaxFrame { get; set; } = maxFrame;

    private byte[] _buffer = new byte[FirstSize];
    private int _start;
    private int _end;

    /// <summary>The next frame, if all of it has come; good until the next call of <see cref="FillAsync"/>.</summary>
    /// <exception cref="CodecException">The frame is longer than allowed, or empty.</exception>
    public bool TryNext(out ArraySegment<byte> frame)
    {
        frame = default;
        if (_end - _start < 4 || _end - _start - 4 < PeekLength())
            return false;
        frame = new(_buffer, _start + 4, PeekLength());
        _start += 4 + frame.Count;
        return true;
    }

    /// <summary>Waits for more bytes.</summary>
    /// <returns>False at the end of the stream.</returns>
    public async ValueTask<bool> FillAsync(CancellationToken cancellation)
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }
        // A frame that is announced gets room as it comes, not for its announcement.
        if (_end == _buffer.Length)
            Array.Resize(ref _buffer, Math.Min(2 * _buffer.Length, MaxFrame + 4 + FirstSize));
        var read = await stream.ReadAsync(_buffer.AsMemory(_end), cancellation);
        _end += read;
        return read > 0;
    }

    /// <summary>The next frame, waiting for it; null at the end of the stream.</summary>
    public async ValueTask<ArraySegment<byte>?> NextAsync(CancellationToken cancellation)
    {
        ArraySegment<byte> frame;
        while (!TryNext(out frame))
        {
            if (!await FillAsync(cancellation))
                return null;
        }
        return frame;
    }

    private int PeekLength()
    {
        var length = BinaryPrimitives.ReadUInt32LittleEndian(_buffer.AsSpan(_start));
        return length > 0 && length <= (uint)MaxFrame ? (int)length : throw new CodecException($"A frame of {length:N0} bytes is announced; 1 to {MaxFrame:N0} are allowed.");
    }
}
