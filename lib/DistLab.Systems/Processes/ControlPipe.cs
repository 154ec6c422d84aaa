using System.Buffers.Binary;

namespace DistLab.Systems;

/// <summary>
/// The two pipes between a cluster and a node's process: frames of four bytes of length and as many of content. Writing is
/// for any thread, reading for one.
/// </summary>
internal sealed class ControlPipe<TIn, TOut>(Stream input, Stream output)
    where TIn : class
    where TOut : class
{
    private static readonly MessageCodec<TIn> Incoming = new(new TypeUniverse([typeof(TIn).Assembly]));
    private static readonly MessageCodec<TOut> Outgoing = new(new TypeUniverse([typeof(TOut).Assembly]));

    private readonly Lock _lock = new();
    private readonly CodecWriter _writer = new(CodecLimits.MaxProtocol);
    private readonly byte[] _head = new byte[4];

    /// <summary>Says something; nothing happens if nobody is left to hear it.</summary>
    public void Write(TOut message)
    {
        lock (_lock)
        {
            _writer.Clear();
            _writer.Fixed32(0);
            Outgoing.Write(_writer, message);
            _writer.Fixed32At(0, (uint)_writer.Length - 4);
            try
            {
                output.Write(_writer.Written);
                output.Flush();
            }
            catch (Exception e) when (e is IOException or ObjectDisposedException)
            {
                // Reading will tell that the other side is gone.
            }
        }
    }

    /// <summary>What the other side says next; null when it is gone.</summary>
    /// <exception cref="CodecException">Something else than this program writes to the pipe.</exception>
    public TIn? Read()
    {
        try
        {
            if (input.ReadAtLeast(_head, 4, throwOnEndOfStream: false) < 4)
                return null;
            var length = BinaryPrimitives.ReadInt32LittleEndian(_head);
            if (length is <= 0 or > CodecLimits.MaxProtocol)
                throw new CodecException($"A frame of {length:N0} bytes is announced.");
            var content = new byte[length];
            if (input.ReadAtLeast(content, length, throwOnEndOfStream: false) < length)
                return null;
            var reader = new CodecReader(content);
            var message = Incoming.Read(reader);
            reader.End();
            return message;
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            return null;
        }
    }
}
