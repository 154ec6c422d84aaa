using DistLab.Simulation;

namespace DistLab.Systems;

/// <summary>Rows of a node's trace as bytes, many together. One writer's batches must be read in their order.</summary>
internal sealed class RowCodec<TMessage>(MessageCodec<TMessage> messages, TypeUniverse universe)
    where TMessage : class
{
    private enum ContentKind : byte
    {
        None,
        Message,
        Other,
    }

    private readonly AnyCodec _any = new(universe);
    private long[] _clock = [];
    private long _at;

    public void Write(CodecWriter writer, in NodeRow row)
    {
        writer.Byte((byte)row.Kind);
        writer.Signed(row.At.Nanoseconds - _at);
        _at = row.At.Nanoseconds;
        writer.Signed(row.Node.Index);
        writer.Signed(row.Peer.Index);
        writer.Signed(row.Number);
        WriteClock(writer, row.Clock);
        WriteContent(writer, row.Content);
    }

    public List<NodeRow> Read(byte[] bytes)
    {
        var reader = new CodecReader(bytes);
        var rows = new List<NodeRow>();
        while (reader.Remaining > 0)
        {
            var kind = (TraceKind)reader.Byte();
            _at += reader.Signed();
            rows.Add(new(
                new(_at), kind, (int)reader.Signed(), (int)reader.Signed(), reader.Signed(), Clock: ReadClock(reader), Content: ReadContent(reader)));
        }
        return rows;
    }

    // All rows of a step have the same clock.
    private void WriteClock(CodecWriter writer, long[] clock)
    {
        var isSame = ReferenceEquals(clock, _clock);
        writer.Unsigned(isSame ? 0 : (ulong)clock.Length + 1);
        for (var i = 0; !isSame && i < clock.Length; i++)
            writer.Unsigned((ulong)clock[i]);
        _clock = clock;
    }

    private long[] ReadClock(CodecReader reader)
    {
        var length = reader.Count() - 1;
        if (length < 0)
            return _clock;
        _clock = new long[length];
        foreach (ref var entry in _clock.AsSpan())
            entry = (long)reader.Unsigned();
        return _clock;
    }

    private void WriteContent(CodecWriter writer, object? content)
    {
        switch (content)
        {
            case null:
                writer.Byte((byte)ContentKind.None);
                break;
            case TMessage message:
                writer.Byte((byte)ContentKind.Message);
                messages.Write(writer, message);
                break;
            default:
                writer.Byte((byte)ContentKind.Other);
                _any.Write(writer, content);
                break;
        }
    }

    private object? ReadContent(CodecReader reader) => (ContentKind)reader.Byte() switch
    {
        ContentKind.None => null,
        ContentKind.Message => messages.Read(reader),
        _ => _any.Read(reader),
    };
}
