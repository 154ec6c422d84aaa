using System.Buffers.Binary;
using DistLab.Protocols;

namespace DistLab.Systems;

/// <summary>
/// What of a node's state survives its process: kept in a write-ahead file, one record each time it changes. A record is the whole
/// state, or, where the protocol can tell it, what has changed since the record before.
/// </summary>
internal sealed class DurableState<TState> : IDisposable
    where TState : class
{
    private const long SmallFile = 1024 * 1024;
    private const byte Whole = 0;
    private const byte Change = 1;

    private readonly string _path;
    private readonly StableDisk _disk;
    private readonly MessageCodec<TState?>? _codec;
    private readonly DurableChanges<TState>? _changes;
    private readonly string? _whyNoCodec;
    private readonly CodecWriter _writer = new();
    private WriteAheadFile? _file;
    private TState? _latest;

    /// <summary>Reads what an earlier life of the node has left.</summary>
    /// <param name="path">The file; it is made when there is something to save.</param>
    /// <param name="universe">Where the state's types are looked for.</param>
    /// <param name="protocol">The protocol, which may know how to tell changes.</param>
    /// <param name="disk">What makes it safe; the machine's own disk if nothing is said.</param>
    /// <exception cref="CorruptFileException">The file is damaged.</exception>
    /// <exception cref="IOException">The file cannot be read, or holds another protocol's state.</exception>
    public DurableState(string path, TypeUniverse universe, object protocol, StableDisk? disk = null)
    {
        _path = path;
        _disk = disk ?? StableDisk.Real;
        try
        {
            _codec = new(universe);
            _changes = DurableChanges<TState>.Of(protocol, universe);
        }
        catch (CodecException e)
        {
            // It matters only if the protocol has durable state.
            _whyNoCodec = e.Message;
        }
        if (File.Exists(path))
            Recover();
    }

    private ulong Schema => _changes is null ? _codec!.Schema : StableHash.Mix(_codec!.Schema, _changes.Schema);

    /// <summary>Whether the node has saved something before.</summary>
    public bool IsKnown => _file is not null;

    /// <summary>What was saved last.</summary>
    public TState? Latest => _latest;

    /// <summary>Saves a state if it differs from the one before; returns when it is safe.</summary>
    /// <exception cref="CodecException">It cannot be written.</exception>
    /// <exception cref="IOException">The disk failed.</exception>
    public void Save(TState? durable)
    {
        if (ReferenceEquals(durable, _latest) || Equals(durable, _latest))
            return;
        if (_codec is null)
            throw new CodecException($"The protocol's durable state cannot be stored: {_whyNoCodec}");
        _writer.Clear();
        var isChange = TryWriteChange(durable);
        if (!isChange)
            WriteWhole(durable);
        if (_file is null)
            _file = Begin();
        if (!isChange && _file.Length > SmallFile && _file.Length > 16L * _writer.Length)
        {
            _file.Replace(SchemaRecord(), _writer.WrittenMemory);
        }
        else
        {
            _file.Append(_writer.Written);
            _file.Flush();
        }
        _latest = durable;
    }

    public void Dispose() => _file?.Dispose();

    private WriteAheadFile Begin()
    {
        var file = WriteAheadFile.Open(_path, _disk);
        file.Append(SchemaRecord());
        return file;
    }

    private void Recover()
    {
        _file = WriteAheadFile.Open(_path, _disk);
        if (_file.Recovered is not [var schema, ..] || _codec is null)
        {
            // The node died while it made the file: nothing had been promised yet.
            _file.Dispose();
            _file = null;
            File.Delete(_path);
            return;
        }
        var written = BinaryPrimitives.ReadUInt64LittleEndian(schema);
        if (written != Schema)
            throw new IOException($"'{_path}' holds a state of the schema {written:x16}, but this program's has the schema {Schema:x16}: the state's type has changed. Delete the file to begin anew.");
        var records = _file.Recovered;
        var whole = _changes is null ? records.Count - 1 : LastWhole(records);
        if (whole > 0)
            _latest = _codec.Decode(records[whole].AsSpan(_changes is null ? 0 : 1));
        for (var i = whole + 1; i < records.Count; i++)
            _latest = _changes!.Read(_latest!, records[i].AsSpan(1));
    }

    // Of the first record, the schema's, nothing is asked.
    private static int LastWhole(IReadOnlyList<byte[]> records)
    {
        var at = records.Count - 1;
        while (at > 0 && records[at] is [Change, ..])
            at--;
        return at;
    }

    private bool TryWriteChange(TState? durable)
    {
        if (_changes is null || durable is null || _latest is null || _file is null)
            return false;
        _writer.Byte(Change);
        if (_changes.TryWrite(_writer, _latest, durable))
            return true;
        _writer.Clear();
        return false;
    }

    private void WriteWhole(TState? durable)
    {
        if (_changes is not null)
            _writer.Byte(Whole);
        _codec!.Write(_writer, durable);
    }

    private byte[] SchemaRecord()
    {
        var record = new byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(record, Schema);
        return record;
    }
}
