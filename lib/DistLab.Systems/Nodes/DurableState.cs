using System.Buffers.Binary;

namespace DistLab.Systems;

/// <summary>What of a node's state survives its process: kept in a write-ahead file, one record each time it changes.</summary>
internal sealed class DurableState<TState> : IDisposable
    where TState : class
{
    private const long SmallFile = 1024 * 1024;

    private readonly string _path;
    private readonly StableDisk _disk;
    private readonly MessageCodec<TState?>? _codec;
    private readonly string? _whyNoCodec;
    private readonly CodecWriter _writer = new();
    private WriteAheadFile? _file;
    private TState? _latest;

    /// <summary>Reads what an earlier life of the node has left.</summary>
    /// <param name="path">The file; it is made when there is something to save.</param>
    /// <param name="universe">Where the state's types are looked for.</param>
    /// <param name="disk">What makes it safe; the machine's own disk if nothing is said.</param>
    /// <exception cref="CorruptFileException">The file is damaged.</exception>
    /// <exception cref="IOException">The file cannot be read, or holds another protocol's state.</exception>
    public DurableState(string path, TypeUniverse universe, StableDisk? disk = null)
    {
        _path = path;
        _disk = disk ?? StableDisk.Real;
        try
        {
            _codec = new(universe);
        }
        catch (CodecException e)
        {
            // It matters only if the protocol has durable state.
            _whyNoCodec = e.Message;
        }
        if (File.Exists(path))
            Recover();
    }

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
        _codec.Write(_writer, durable);
        if (_file is null)
            _file = Begin();
        if (_file.Length > SmallFile && _file.Length > 16L * _writer.Length)
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
        if (written != _codec.Schema)
            throw new IOException($"'{_path}' holds a state of the schema {written:x16}, but this program's has the schema {_codec.Schema:x16}: the state's type has changed. Delete the file to begin anew.");
        if (_file.Recovered.Count > 1)
            _latest = _codec.Decode(_file.Recovered[^1]);
    }

    private byte[] SchemaRecord()
    {
        var record = new byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(record, _codec!.Schema);
        return record;
    }
}
